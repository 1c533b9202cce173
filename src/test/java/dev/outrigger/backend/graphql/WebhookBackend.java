package dev.outrigger.backend.graphql;

import dev.outrigger.backend.mutation.ConflictHandlers;
import dev.outrigger.backend.table.Strategies;
import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.backend.webhook.ConflictWebhook;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.testing.FakeWebhook;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.webhook.Webhook;
import dev.outrigger.webhook.WebhookClient;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/// A backend whose conflicts of posts are resolved by a webhook.
record WebhookBackend(TestBackend backend, FakeWebhook webhook, WebhookClient client)
        implements AutoCloseable {
    static final String SECRET = "s3cret";
    static final int MAXIMUM_CONFLICTS = 2;

    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String!
              rating: Int
              tags: [String]
              meta: Meta
              json: AWSJSON
            }
            type Meta { source: String pages: Int }
            """;
    private static final Webhook.Limits LIMITS = new Webhook.Limits(Duration.ofMillis(500), 2);

    static WebhookBackend start() {
        var webhook = FakeWebhook.start();
        var client = new WebhookClient();
        var handler =
                new ConflictWebhook(
                        client,
                        new Webhook(webhook.url(), SECRET, LIMITS),
                        TestBackend.schemaOf(SCHEMA));
        var lambda = Strategies.everywhere(new ConflictStrategy.Lambda());
        TestBackend backend =
                TestBackend.start(
                        SCHEMA,
                        TestBackend.Setup.usual()
                                .with(TableSettings.inSchema("backend").withStrategies(lambda))
                                .with(
                                        new ConflictHandlers(
                                                Map.of("Post", handler), MAXIMUM_CONFLICTS)));
        return new WebhookBackend(backend, webhook, client);
    }

    /// A post of version 2 with the title `theirs`, and a webhook that was not asked yet.
    PostClient post(String id) {
        var post = new PostClient(backend, id);
        post.create("title", "A", "rating", 1, "json", "{\"a\":[1]}");
        post.update(1, "title", "theirs");
        webhook.reset();
        return post;
    }

    /// Lets the update win.
    static FakeWebhook.Reply resolve(Map<String, @Nullable Object> event) {
        return FakeWebhook.Reply.json(
                Map.of("action", "RESOLVE", "item", objectAt(event, "newItem")));
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> objectAt(
            Map<String, @Nullable Object> object, String member) {
        return (Map<String, @Nullable Object>) object.get(member);
    }

    @Override
    public void close() {
        backend.close();
        client.close();
        webhook.close();
    }
}
