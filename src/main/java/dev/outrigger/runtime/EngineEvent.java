package dev.outrigger.runtime;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One event of the engine, with DataStore's own names and payloads.
///
/// @param name such as `outboxStatus`
/// @param payload JSON in decoded form
/// @param at local clock
public record EngineEvent(String name, Map<String, Object> payload, Instant at) {
    public EngineEvent {
        payload = Collections.unmodifiableMap(new LinkedHashMap<>(payload));
    }
}
