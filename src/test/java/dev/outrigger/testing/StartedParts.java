package dev.outrigger.testing;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a suite has started; it ends in the opposite order.
public final class StartedParts implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    public <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            end(started.pop());
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception problem) {
            throw new AssertionError(part + " did not end", problem);
        }
    }
}
