package dev.outrigger.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Everything that a backend is told.
///
/// @param apiKeys accepted from clients; at least one
/// @param deltaTtl how long a change stays in the delta tables
/// @param baseTtl how long a tombstone stays in the base tables
public record BackendConfig(
        Path schema,
        DatabaseAddress database,
        ListenConfig listen,
        List<Secret> apiKeys,
        ModelsConfig models,
        Duration deltaTtl,
        Duration baseTtl,
        LimitsConfig limits,
        LogConfig log) {
    public BackendConfig {
        apiKeys = List.copyOf(apiKeys);
    }
}
