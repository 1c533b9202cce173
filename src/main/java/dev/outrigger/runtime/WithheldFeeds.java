package dev.outrigger.runtime;

import dev.outrigger.json.Members;
import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.Map;

/// The models whose changes the backend does not tell, for lack of rights say. Each is told once to
/// those who observe the engine, however many links find it out, until a link has it again. Used on
/// the engine's thread.
final class WithheldFeeds {
    private static final Logger LOGGER = LoggerFactory.getLogger(WithheldFeeds.class);

    private final EngineObservers observers;
    private final Map<String, String> told = new LinkedHashMap<>();

    /// By model, with the reason, of the link that is open or being opened.
    private final Map<String, String> current = new LinkedHashMap<>();

    WithheldFeeds(EngineObservers observers) {
        this.observers = observers;
    }

    /// A new link is being opened.
    void opening() {
        current.clear();
    }

    /// A model has three subscriptions, of which the first reason is kept.
    void withheld(String model, String reason) {
        if (current.putIfAbsent(model, reason) != null || reason.equals(told.get(model))) {
            return;
        }
        told.put(model, reason);
        LOGGER.atWarn()
                .addKeyValue(LogKey.MODEL, model)
                .addKeyValue(LogKey.ERROR, reason)
                .log("the backend does not tell changes of a model; pulls bring them");
        observers.tell(
                "subscriptionWithheld", Members.of("model", model).and("error", reason).json());
    }

    /// Every subscription of the link was acknowledged, but for those that are withheld.
    void established() {
        told.keySet().retainAll(current.keySet());
    }

    /// A model's own error, else why its changes are not told.
    SyncStatus.ModelStatus explained(SyncStatus.ModelStatus status) {
        String reason = current.get(status.model());
        return reason == null ? status : status.explained("changes are not told: " + reason);
    }
}
