package dev.outrigger.backend.graphql;

import static dev.outrigger.backend.graphql.WebhookBackend.MAXIMUM_CONFLICTS;
import static dev.outrigger.backend.graphql.WebhookBackend.objectAt;
import static dev.outrigger.backend.graphql.WebhookBackend.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.outrigger.testing.FakeWebhook;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// What happens to an item, and to other mutations, while a webhook is asked about it.
class ConflictRaceIT {
    private static WebhookBackend served;
    private static FakeWebhook webhook;
    private static int numbers;
    private String id;
    private PostClient post;

    @BeforeAll
    static void start() {
        served = WebhookBackend.start();
        webhook = served.webhook();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void nextPost() {
        id = "p" + numbers++;
        post = served.post(id);
    }

    @Test
    void anItemThatChangesMeanwhileIsAskedAboutAgain() {
        // Given
        var calls = new AtomicInteger();
        webhook.answer(
                event -> {
                    if (calls.incrementAndGet() == 1) {
                        post.update(2, "title", "meanwhile");
                    }
                    return resolve(event);
                });

        // When
        var answer = post.update(1, "rating", 5);

        // Then
        assertThat(answer.object("updatePost"))
                .containsEntry("title", "meanwhile")
                .containsEntry("rating", 5)
                .containsEntry("_version", 4);
        assertThat(calls).hasValue(2);
    }

    @Test
    void anItemThatChangesEachTimeIsGivenUpWithTheStoredItem() {
        // Given
        webhook.answer(
                event -> {
                    int version = (int) objectAt(event, "existingItem").get("_version");
                    post.update(version, "title", "meanwhile " + version);
                    return resolve(event);
                });

        // When
        var answer = post.update(1, "rating", 5);

        // Then
        assertThat(webhook.requests()).hasSize(MAXIMUM_CONFLICTS);
        assertThat(answer.errors())
                .extracting(error -> error.get("errorType"), error -> error.get("message"))
                .containsExactly(
                        tuple(
                                "MaxConflicts",
                                "The item changed each time before its conflict was resolved."));
        assertThat((Map<?, ?>) answer.errors().getFirst().get("data"))
                .isEqualTo(post.get())
                .extracting(item -> item.get("_version"))
                .isEqualTo(2 + MAXIMUM_CONFLICTS);
    }

    @Test
    void anItemThatIsDeletedMeanwhileStaysDeleted() {
        // Given
        webhook.answer(
                event -> {
                    post.delete(2);
                    return resolve(event);
                });

        // When
        var answer = post.update(1, "rating", 5);

        // Then
        assertThat(answer.errors().getFirst()).containsEntry("errorType", "ConflictUnhandled");
        assertThat(post.get()).containsEntry("_deleted", true).containsEntry("_version", 3);
    }

    @Test
    void theMutationsBehindAConflictWaitForItsResolution() {
        // Given
        webhook.answer(WebhookBackend::resolve);

        // When
        var answer =
                served.backend()
                        .call(
                                """
                                mutation {
                                  a: updatePost(input: {id: "%1$s", title: "mine", _version: 1}) {
                                    _version
                                  }
                                  b: updatePost(input: {id: "%1$s", rating: 9, _version: 3}) {
                                    title _version
                                  }
                                }
                                """
                                        .formatted(id));

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.object("a")).isEqualTo(Map.of("_version", 3));
        assertThat(answer.object("b")).isEqualTo(Map.of("title", "mine", "_version", 4));
    }

    @Test
    void aFalseConditionAndADeletedItemAskNobody() {
        // Given
        var condition = Map.of("title", Map.of("eq", "nothing like it"));

        // When
        var refused = post.mutate("update", PostClient.input("id", id, "title", "mine"), condition);
        post.delete(2);
        var gone = post.update(1, "title", "mine");

        // Then
        assertThat(refused.errors().getFirst())
                .containsEntry("errorType", "ConditionalCheckFailedException");
        assertThat(gone.errors().getFirst()).containsEntry("errorType", "ConflictUnhandled");
        assertThat(webhook.requests()).isEmpty();
    }
}
