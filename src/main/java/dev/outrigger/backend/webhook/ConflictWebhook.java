package dev.outrigger.backend.webhook;

import dev.outrigger.backend.mutation.ConflictHandler;
import dev.outrigger.backend.mutation.ConflictQuestion;
import dev.outrigger.backend.mutation.HandlerReply;
import dev.outrigger.json.Json;
import dev.outrigger.model.Schema;
import dev.outrigger.telemetry.LogKey;
import dev.outrigger.webhook.Webhook;
import dev.outrigger.webhook.WebhookAnswer;
import dev.outrigger.webhook.WebhookClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletionStage;

/// Resolves conflicts by a webhook that gets the event of AppSync's conflict Lambdas and answers
/// like one.
public final class ConflictWebhook implements ConflictHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConflictWebhook.class);

    private final WebhookClient client;
    private final Webhook webhook;
    private final ConflictReplyReader replies;

    /// @param client stays open as long as this is used; whoever made it closes it
    public ConflictWebhook(WebhookClient client, Webhook webhook, Schema schema) {
        this.client = client;
        this.webhook = webhook;
        this.replies = new ConflictReplyReader(schema);
    }

    @Override
    public CompletionStage<HandlerReply> ask(ConflictQuestion question) {
        return client.call(webhook, Json.write(ConflictEvent.of(question)))
                .thenApply(answer -> reply(question, answer));
    }

    private HandlerReply reply(ConflictQuestion question, WebhookAnswer answer) {
        HandlerReply reply =
                switch (answer) {
                    case WebhookAnswer.Answered(String body) -> replies.read(question, body);
                    case WebhookAnswer.Failed(String reason) -> new HandlerReply.Unusable(reason);
                    case WebhookAnswer.Hindered(String reason) -> new HandlerReply.Unusable(reason);
                };
        if (reply instanceof HandlerReply.Unusable(String reason)) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.URL, webhook.shown())
                    .addKeyValue(LogKey.MODEL, question.conflict().current().key().model())
                    .addKeyValue(LogKey.ERROR, reason)
                    .log("A conflict was not resolved");
        }
        return reply;
    }
}
