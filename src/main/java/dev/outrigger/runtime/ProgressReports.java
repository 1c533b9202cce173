package dev.outrigger.runtime;

import dev.outrigger.sync.pull.PullCount;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Tells how far a pull has got, at most once a second for each model: a page may come every few
/// milliseconds, and nobody reads that fast.
final class ProgressReports {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EngineObservers observers;
    private final Map<String, Instant> told = new HashMap<>();
    private final Map<String, Long> expected = new HashMap<>();

    ProgressReports(EngineObservers observers) {
        this.observers = observers;
    }

    /// @param items about how many the pull that begins will bring; empty when that is not known
    void expected(String model, OptionalLong items) {
        expected.remove(model);
        items.ifPresent(known -> expected.put(model, known));
    }

    void progressed(String model, PullCount count, Instant now) {
        Instant last = told.get(model);
        // A clock that was put back must not silence a model until it is as late again.
        boolean paused = last != null && !now.isBefore(last) && now.isBefore(last.plus(PAUSE));
        if (!paused) {
            told.put(model, now);
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("model", model);
            event.put("received", count.received());
            event.put("pages", count.pages());
            if (expected.get(model) instanceof Long estimate) {
                // It was made before others wrote what has come since.
                event.put("estimate", Math.max(estimate, count.received()));
            }
            observers.tell("syncProgress", event);
        }
    }
}
