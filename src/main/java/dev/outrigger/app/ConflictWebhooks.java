package dev.outrigger.app;

import dev.outrigger.backend.mutation.ConflictHandler;
import dev.outrigger.backend.mutation.ConflictHandlers;
import dev.outrigger.backend.webhook.ConflictWebhook;
import dev.outrigger.config.ConflictConfig;
import dev.outrigger.config.ConflictWebhookConfig;
import dev.outrigger.config.ModelsConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.webhook.Webhook;
import dev.outrigger.webhook.WebhookClient;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the webhooks of those models whose conflicts a program of the operator resolves.
record ConflictWebhooks(Schema schema, ConflictWebhookConfig limits) {
    ConflictHandlers of(ModelsConfig config, Parts parts) {
        Map<String, ConflictHandler> handlers = new LinkedHashMap<>();
        var client = new WebhookClient();
        parts.started("conflict webhooks", client);
        for (Model model : schema.models()) {
            switch (config.of(model.name()).conflict()) {
                case ConflictConfig.Webhook(URI url, var secret) ->
                        handlers.put(
                                model.name(),
                                new ConflictWebhook(client, webhook(url, secret), schema));
                case ConflictConfig.Automerge _, ConflictConfig.Optimistic _ -> {}
            }
        }
        return new ConflictHandlers(handlers, limits.maximumConflicts());
    }

    private Webhook webhook(URI url, @Nullable Secret secret) {
        return new Webhook(
                url,
                secret == null ? null : secret.reveal(),
                new Webhook.Limits(limits.timeout(), limits.attempts()));
    }
}
