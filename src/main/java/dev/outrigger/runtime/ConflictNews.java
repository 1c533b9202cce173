package dev.outrigger.runtime;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Tells observers and the log of conflicts, once they are noted durably.
final class ConflictNews {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConflictNews.class);

    private final EngineObservers observers;

    ConflictNews(EngineObservers observers) {
        this.observers = observers;
    }

    void tell(Verdict.Resolved resolved) {
        Conflict conflict = resolved.conflict();
        String decision = RecordedConflict.Outcome.of(conflict, resolved.resolution()).word();
        LOGGER.atInfo()
                .addKeyValue(LogKey.MODEL, conflict.key().model())
                .addKeyValue(LogKey.ITEM_ID, conflict.key().text())
                .addKeyValue(LogKey.STRATEGY, resolved.strategy())
                .addKeyValue(LogKey.DECISION, decision)
                .log("A mutation met another item at the backend");
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("id", conflict.id());
        payload.put("model", conflict.key().model());
        payload.put("key", conflict.key().values());
        payload.put("operation", conflict.kind().name().toLowerCase(Locale.ROOT));
        payload.put("strategy", resolved.strategy());
        payload.put("decision", decision);
        payload.put("reason", conflict.reason());
        observers.tell("conflict", payload);
    }

    /// Whoever decides about a conflict did not answer; it is asked again.
    void unanswered(ItemKey key, String reason) {
        LOGGER.atWarn()
                .addKeyValue(LogKey.MODEL, key.model())
                .addKeyValue(LogKey.ITEM_ID, key.text())
                .addKeyValue(LogKey.ERROR, reason)
                .log("A conflict waits, because its webhook did not decide");
    }
}
