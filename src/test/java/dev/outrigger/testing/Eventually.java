package dev.outrigger.testing;

import static org.awaitility.Awaitility.await;

import org.awaitility.core.ThrowingRunnable;

import java.time.Duration;

/// Waits for what several programs agree on in their own time.
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Eventually() {}

    /// Fails with the assertion's own message when it does not hold within the bound.
    public static void eventually(ThrowingRunnable assertion) {
        await().atMost(LIMIT).pollInterval(PAUSE).untilAsserted(assertion);
    }
}
