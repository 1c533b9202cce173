package dev.outrigger.advice;

import dev.outrigger.json.Json;
import dev.outrigger.model.Schema;
import dev.outrigger.runtime.ConflictAdviser;
import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.webhook.Webhook;
import dev.outrigger.webhook.WebhookAnswer;
import dev.outrigger.webhook.WebhookClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Asks the webhook of a conflict's model.
public final class AdvisingWebhooks implements ConflictAdviser {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdvisingWebhooks.class);

    private final WebhookClient client;
    private final Map<String, Webhook> byModel;
    private final Schema schema;
    private final AdviceReader answers;

    /// @param client stays open as long as this is used; whoever made it closes it
    public AdvisingWebhooks(WebhookClient client, Map<String, Webhook> byModel, Schema schema) {
        this.client = client;
        this.byModel = Map.copyOf(byModel);
        this.schema = schema;
        this.answers = new AdviceReader(schema);
    }

    @Override
    public CompletionStage<Advice> advise(Conflict conflict) {
        Webhook webhook = byModel.get(conflict.key().model());
        return webhook == null
                ? ConflictAdviser.none().advise(conflict)
                : client.call(webhook, Json.write(ConflictNotice.of(schema, conflict)))
                        .thenApply(answer -> advice(conflict, answer))
                        .exceptionally(AdvisingWebhooks::unread);
    }

    /// The conflict's mutation waits for this stage, and would for ever.
    private static Advice unread(Throwable failure) {
        LOGGER.atError().setCause(failure).log("an answer about a conflict was not understood");
        return new Advice.Unavailable("its answer was not understood");
    }

    private Advice advice(Conflict conflict, WebhookAnswer answer) {
        return switch (answer) {
            case WebhookAnswer.Answered(String body) -> answers.read(conflict, body);
            case WebhookAnswer.Failed(String reason) -> new Advice.Unavailable(reason);
            case WebhookAnswer.Hindered(String reason) -> new Advice.Unavailable(reason);
        };
    }
}
