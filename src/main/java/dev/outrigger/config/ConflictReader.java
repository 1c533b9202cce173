package dev.outrigger.config;

import java.util.Optional;

/// Reads what becomes of conflicts.
final class ConflictReader {
    private final TypedSettings settings;

    ConflictReader(TypedSettings settings) {
        this.settings = settings;
    }

    /// Of every model that says nothing else.
    ConflictConfig ofAllModels() {
        return withSecret(
                strategy(settings, Key.BACKEND_CONFLICT).orElse(new ConflictConfig.Automerge()),
                settings.secret(Key.BACKEND_CONFLICT_WEBHOOK_SECRET));
    }

    /// Of one model. The secret of all webhooks goes to its webhook too, unless it has its own.
    ConflictConfig of(TypedSettings model, ConflictConfig otherwise) {
        return withSecret(
                strategy(model, Key.BACKEND_MODELS_CONFLICT).orElse(otherwise),
                model.secret(Key.BACKEND_MODELS_CONFLICT_SECRET)
                        .or(() -> settings.secret(Key.BACKEND_CONFLICT_WEBHOOK_SECRET)));
    }

    private static Optional<ConflictConfig> strategy(TypedSettings settings, Key key) {
        return settings.value(key, ConflictConfig.EXPECTED, ConflictConfig::of);
    }

    private static ConflictConfig withSecret(ConflictConfig chosen, Optional<Secret> secret) {
        return switch (chosen) {
            case ConflictConfig.Webhook(var url, var _) ->
                    new ConflictConfig.Webhook(url, secret.orElse(null));
            case ConflictConfig.Automerge _, ConflictConfig.Optimistic _ -> chosen;
        };
    }

    ConflictWebhookConfig webhook() {
        ConflictWebhookConfig usual = ConflictWebhookConfig.DEFAULT;
        return new ConflictWebhookConfig(
                settings.duration(Key.BACKEND_CONFLICT_WEBHOOK_TIMEOUT, usual.timeout()),
                settings.number(
                        Key.BACKEND_CONFLICT_WEBHOOK_ATTEMPTS,
                        new TypedSettings.Range(1, 10),
                        usual.attempts()),
                settings.number(
                        Key.BACKEND_CONFLICT_WEBHOOK_MAX_CONFLICTS,
                        new TypedSettings.Range(1, 100),
                        usual.maximumConflicts()));
    }
}
