package dev.outrigger.runtime;

import dev.outrigger.sync.pull.PullCount;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Tells how far a pull has got, at most once a second for each model: a page may come every few
/// milliseconds, and nobody reads that fast.
final class ProgressReports {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EngineObservers observers;
    private final Map<String, Instant> told = new HashMap<>();

    ProgressReports(EngineObservers observers) {
        this.observers = observers;
    }

    void progressed(String model, PullCount count, Instant now) {
        Instant last = told.get(model);
        // A clock that was put back must not silence a model until it is as late again.
        boolean paused = last != null && !now.isBefore(last) && now.isBefore(last.plus(PAUSE));
        if (!paused) {
            told.put(model, now);
            observers.tell(
                    "syncProgress",
                    Map.of("model", model, "received", count.received(), "pages", count.pages()));
        }
    }
}
