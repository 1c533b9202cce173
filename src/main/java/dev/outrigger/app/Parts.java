package dev.outrigger.app;

import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;

/// The parts of a process that were started so far, for stopping them in reverse order. A part that
/// comes when the stop has begun is stopped at once.
final class Parts implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> started = new ArrayDeque<>();
    private boolean stopping;

    private record Part(String name, AutoCloseable stop) {}

    /// @param name for the log
    synchronized void started(String name, AutoCloseable stop) {
        Part part = new Part(name, stop);
        if (stopping) {
            stop(part);
            throw new Stopping();
        }
        started.push(part);
    }

    /// The process was told to stop before it had started.
    static final class Stopping extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopping() {
            super("the process is stopping", null, false, false);
        }
    }

    @Override
    public synchronized void close() {
        stopping = true;
        while (!started.isEmpty()) {
            stop(started.pop());
        }
    }

    /// One part that cannot stop must not keep the others from it.
    private static void stop(Part part) {
        try {
            part.stop().close();
            LOGGER.atDebug().addKeyValue(LogKey.PART, part.name()).log("stopped");
        } catch (Exception failure) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.PART, part.name())
                    .setCause(failure)
                    .log("a part did not stop cleanly");
        }
    }
}
