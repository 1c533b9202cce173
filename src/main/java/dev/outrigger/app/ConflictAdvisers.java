package dev.outrigger.app;

import dev.outrigger.advice.AdvisingWebhooks;
import dev.outrigger.config.AdviserConfig;
import dev.outrigger.config.ModelResolution;
import dev.outrigger.config.ResolutionConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.runtime.ConflictAdviser;
import dev.outrigger.webhook.Webhook;
import dev.outrigger.webhook.WebhookClient;

import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the webhooks of those models about whose conflicts a program of the operator is asked.
record ConflictAdvisers(Schema schema, ResolutionConfig config) {
    /// @param own ends what calls them
    ConflictAdviser start(Parts own) {
        Map<String, Webhook> webhooks = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            ModelResolution chosen = config.named().of(model.name()).orElse(config.usual());
            if (chosen.adviser() != null) {
                webhooks.put(model.name(), webhook(chosen.adviser()));
            }
        }
        if (webhooks.isEmpty()) {
            return ConflictAdviser.none();
        }
        WebhookClient client = new WebhookClient();
        own.started("conflict webhooks", client);
        return new AdvisingWebhooks(client, webhooks, schema);
    }

    private Webhook webhook(AdviserConfig adviser) {
        Secret secret = adviser.secret();
        return new Webhook(
                adviser.url(),
                secret == null ? null : secret.reveal(),
                new Webhook.Limits(config.limits().timeout(), config.limits().attempts()));
    }
}
