package dev.outrigger.config;

import java.nio.file.Path;

/// Everything that a backend is told.
///
/// @param auth who may call it
public record BackendConfig(
        Path schema,
        DatabaseAddress database,
        ListenConfig listen,
        AuthConfig auth,
        ModelsConfig models,
        ConflictWebhookConfig conflictWebhook,
        LimitsConfig limits,
        ExplorationConfig exploration,
        LogConfig log) {}
