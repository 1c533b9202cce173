package dev.outrigger.advice;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.testing.FakeWebhook;
import dev.outrigger.testing.FakeWebhook.Reply;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.webhook.Webhook;
import dev.outrigger.webhook.WebhookClient;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A program is asked about conflicts over HTTP, and its answer becomes a decision or none.
class AdvisingWebhooksIT {
    private static final String BROKEN = "it cannot be reached or broke off";
    private static final Webhook.Limits LIMITS = new Webhook.Limits(Duration.ofMillis(300), 2);

    private final StartedParts parts = new StartedParts();
    private final FakeWebhook webhook = parts.keep(FakeWebhook.start());
    private final AdvisingWebhooks advisers =
            new AdvisingWebhooks(
                    parts.keep(new WebhookClient()),
                    Map.of("Post", new Webhook(webhook.url(), "s3cret", LIMITS)),
                    Schemas.demo());

    @AfterEach
    void stop() {
        parts.close();
    }

    private static ItemBuilder post() {
        return anItem("Post").withId("p1");
    }

    /// A change of a title that the backend has changed too.
    private static Conflict conflict() {
        RemoteItem theirs =
                post().with("title", "theirs").with("rating", 2).withVersion(5).remote();
        InMemoryReplicaStore store = new InMemoryReplicaStore(Schemas.demo(), () -> Instant.EPOCH);
        await(store.apply("Post", List.of(post().with("title", "base").remote()), null));
        await(store.edit(post().patch("title", "ours")));
        PendingMutation pending = await(store.outbox(0, 1)).getFirst();
        return new Conflict(pending, theirs, "the item had changed");
    }

    private Advice advice() {
        return await(advisers.advise(conflict()));
    }

    @Test
    void theProgramReadsBothSidesAndWhoAsks() {
        // Given
        Conflict conflict = conflict();

        // When
        await(advisers.advise(conflict));

        // Then
        FakeWebhook.Request request = webhook.requests().getFirst();
        assertThat(request.authorization()).isEqualTo("Bearer s3cret");
        Map<String, @Nullable Object> body = request.body();
        assertThat(body)
                .containsEntry("id", conflict.id())
                .containsEntry("model", "Post")
                .containsEntry("key", Map.of("id", "p1"))
                .containsEntry("operation", "update")
                .containsEntry("reason", "the item had changed")
                .containsEntry("base", Map.of("title", "base"))
                .containsEntry("local", Map.of("title", "ours"));
        assertThat((Map<?, ?>) body.get("remote"))
                .extracting("id", "title", "_version", "_deleted")
                .containsExactly("p1", "theirs", 5, false);
    }

    @Test
    void AC100_AC101_AC102_itsAnswerIsADecision() {
        webhook.answer(_ -> Reply.json(Map.of("decision", "applyRemote")));
        assertThat(advice()).isEqualTo(new Advice.Given(new Decision.ApplyRemote()));

        webhook.answer(_ -> Reply.json(Map.of("decision", "retryLocal")));
        assertThat(advice()).isEqualTo(new Advice.Given(new Decision.RetryLocal()));

        webhook.answer(
                _ ->
                        Reply.json(
                                Map.of(
                                        "decision",
                                        "item",
                                        "item",
                                        Map.of("title", "both", "rating", 2, "_version", 5))));
        assertThat(advice())
                .isEqualTo(new Advice.Given(new Decision.Send(Map.of("title", "both"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"decision\": \"merge\"}",
                "{\"decision\": \"item\"}",
                "{\"decision\": \"item\", \"item\": {\"rating\": \"many\"}}",
                "{\"decision\": \"item\", \"item\": {\"id\": \"p9\"}}",
                "{\"decision\": \"item\", \"item\": {\"nope\": 1}}"
            })
    void anAnswerThatSaysNothingUsableIsNone(String body) {
        webhook.answer(_ -> new Reply.Text(200, body));

        assertThat(advice()).isInstanceOf(Advice.Unavailable.class);
    }

    @Test
    void aProgramThatFailsIsAskedAgainAndThenLeftForLater() {
        // Given
        webhook.answer(_ -> new Reply.Text(503, ""));

        // When
        Advice advice = advice();

        // Then
        assertThat(advice).isEqualTo(new Advice.Unavailable("it answered with HTTP status 503"));
        assertThat(webhook.requests()).hasSize(2);
    }

    @Test
    void anAnswerThatBreaksOffOrIsEndlessOrLeadsElsewhereIsNone() {
        webhook.answer(_ -> new Reply.BrokenOff());
        assertThat(advice()).isEqualTo(new Advice.Unavailable(BROKEN));

        webhook.answer(_ -> new Reply.Text(200, " ".repeat(2 << 20)));
        assertThat(advice()).isEqualTo(new Advice.Unavailable(BROKEN));

        webhook.answer(_ -> new Reply.Text(302, ""));
        assertThat(advice()).isEqualTo(new Advice.Unavailable("it answered with HTTP status 302"));

        webhook.answer(_ -> new Reply.Text(200, "[".repeat(100_000)));
        assertThat(advice()).isInstanceOf(Advice.Unavailable.class);
    }

    @Test
    void aSecretThatIsNoHeaderKeepsNoMutationWaitingForEver() {
        // Given
        Webhook withLineBreak = new Webhook(webhook.url(), "s3cret\n", LIMITS);
        AdvisingWebhooks advisers =
                new AdvisingWebhooks(
                        parts.keep(new WebhookClient()),
                        Map.of("Post", withLineBreak),
                        Schemas.demo());

        // Then
        assertThat(await(advisers.advise(conflict())))
                .isEqualTo(new Advice.Unavailable("calling it failed by IllegalArgumentException"));
    }

    @Test
    void aProgramThatNeverEndsItsAnswerIsNotWaitedFor() {
        webhook.answer(_ -> new Reply.Stalled());

        assertThat(advice()).isEqualTo(new Advice.Unavailable("it did not answer within 300 ms"));
    }
}
