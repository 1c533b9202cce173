package dev.outrigger.postgres;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long callers that were answered together take to come back, all of them. Clients that send
/// one request after the other do so within about the same time, again and again.
///
/// Not for use by several threads at once.
final class Comebacks {
    private final LongSupplier nanoTime;
    private int answered;
    private int cameBack;
    private long answeredAt;
    private long nanos;

    /// @param nanoTime as [System#nanoTime]
    Comebacks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// So many are being answered. When those before them are not all back, it took them this long
    /// at least.
    void answering(int callers) {
        long now = nanoTime.getAsLong();
        if (cameBack < answered) {
            nanos = now - answeredAt;
        }
        answered = callers;
        cameBack = 0;
        answeredAt = now;
    }

    /// Somebody came, who is taken for one of those that were answered last.
    void came() {
        if (++cameBack == answered) {
            nanos = nanoTime.getAsLong() - answeredAt;
        }
    }

    /// Whether they took no longer than this, the last time that was seen.
    boolean within(Duration limit) {
        return nanos <= limit.toNanos();
    }
}
