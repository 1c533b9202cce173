package dev.outrigger.testing;

import dev.outrigger.backend.identity.Attempt;
import dev.outrigger.backend.identity.Authenticator;
import dev.outrigger.backend.identity.Identification;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Answers an attempt when the test says so, on the test's thread.
public final class HeldAuthenticator implements Authenticator {
    private static final long LIMIT_SECONDS = 10;

    private final BlockingQueue<CompletableFuture<Identification>> held =
            new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        var answer = new CompletableFuture<Identification>();
        held.add(answer);
        return answer;
    }

    /// The oldest attempt that was not taken yet; waits for it.
    public CompletableFuture<Identification> next() {
        try {
            CompletableFuture<Identification> next = held.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no attempt within " + LIMIT_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }
}
