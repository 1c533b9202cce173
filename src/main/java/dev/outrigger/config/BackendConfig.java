package dev.outrigger.config;

import java.nio.file.Path;
import java.util.List;

/// Everything that a backend is told.
///
/// @param apiKeys accepted from clients; at least one
public record BackendConfig(
        Path schema,
        DatabaseAddress database,
        ListenConfig listen,
        List<Secret> apiKeys,
        ModelsConfig models,
        ConflictWebhookConfig conflictWebhook,
        LimitsConfig limits,
        LogConfig log) {
    public BackendConfig {
        apiKeys = List.copyOf(apiKeys);
    }
}
