package dev.outrigger.runtime;

import dev.outrigger.runtime.SyncStatus.ModelStatus;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Tells observers when the situation of the replica or of a model becomes another one. Used on the
/// engine's thread.
final class SituationReports {
    private static final String WHOLE = "";

    private final EngineObservers observers;
    private final Map<String, Situation> told = new HashMap<>();

    SituationReports(EngineObservers observers) {
        this.observers = observers;
    }

    void look(SyncStatus status) {
        for (ModelStatus model : status.models()) {
            tell(model.model(), Situation.of(status, model));
        }
        tell(WHOLE, Situation.of(status));
    }

    private void tell(String model, Situation now) {
        Situation before = told.put(model, now);
        if (before != null && alike(before, now)) {
            return;
        }
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        if (!model.equals(WHOLE)) {
            payload.put("model", model);
        }
        payload.put("state", now.kind().word());
        payload.put("asOf", now.asOf() == null ? null : now.asOf().toEpochMilli());
        payload.put("reason", now.reason());
        observers.tell("syncState", payload);
    }

    /// Time alone is no news.
    private static boolean alike(Situation one, Situation other) {
        return one.kind() == other.kind() && Objects.equals(one.reason(), other.reason());
    }
}
