package dev.outrigger.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// What became of many requests.
///
/// @param nanos from each request to the end of its answer, shortest first
record Load(Duration elapsed, long[] nanos) {
    private static final double NANOS_OF_MILLISECOND = 1e6;

    Load {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    double perSecond() {
        return nanos.length * 1e9 / elapsed.toNanos();
    }

    /// @param share of all that were at most this slow
    double milliseconds(double share) {
        int place = (int) Math.ceil(nanos.length * share) - 1;
        return nanos[Math.max(place, 0)] / NANOS_OF_MILLISECOND;
    }

    String latencies() {
        return String.format(
                Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", milliseconds(0.50), milliseconds(0.99));
    }
}
