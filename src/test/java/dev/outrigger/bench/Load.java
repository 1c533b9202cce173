package dev.outrigger.bench;

import java.time.Duration;

/// What became of many requests.
///
/// @param latencies from each request to the end of its answer
record Load(Duration elapsed, Latencies latencies) {
    double perSecond() {
        return latencies.count() * 1e9 / elapsed.toNanos();
    }
}
