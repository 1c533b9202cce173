package dev.outrigger.bench;

import java.util.Arrays;
import java.util.Locale;

/// How long each of many took.
///
/// @param nanos shortest first
record Latencies(long[] nanos) {
    private static final double NANOS_OF_MILLISECOND = 1e6;

    Latencies {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    int count() {
        return nanos.length;
    }

    /// @param share of all that were at most this slow
    double milliseconds(double share) {
        int place = (int) Math.ceil(nanos.length * share) - 1;
        return nanos[Math.max(place, 0)] / NANOS_OF_MILLISECOND;
    }

    @Override
    public String toString() {
        return text(milliseconds(0.50), milliseconds(0.99));
    }

    /// For people; both in milliseconds.
    static String text(double p50, double p99) {
        return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", p50, p99);
    }
}
