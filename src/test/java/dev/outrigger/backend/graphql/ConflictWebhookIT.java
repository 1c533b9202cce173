package dev.outrigger.backend.graphql;

import static dev.outrigger.backend.graphql.WebhookBackend.SECRET;
import static dev.outrigger.backend.graphql.WebhookBackend.objectAt;
import static dev.outrigger.backend.graphql.WebhookBackend.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.FakeWebhook;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Conflicts that a webhook resolves, or fails to.
class ConflictWebhookIT {
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
    void aMutationOfTheStoredVersionAsksNobody() {
        assertThat(post.update(2, "title", "B").object("updatePost")).containsEntry("_version", 3);
        assertThat(webhook.requests()).isEmpty();
    }

    @Test
    void theEventIsThatOfAppSync() {
        // Given
        webhook.answer(_ -> FakeWebhook.Reply.json(Map.of("action", "REJECT")));
        var stored = post.get();

        // When
        post.update(1, "title", "mine", "json", "{\"b\":2}");

        // Then
        var request = webhook.requests().getFirst();
        var event = request.body();
        var newItem = new LinkedHashMap<>(objectAt(event, "newItem"));
        assertThat((String) newItem.remove("updatedAt"))
                .isGreaterThanOrEqualTo((String) stored.get("updatedAt"));
        Map<String, @Nullable Object> expected = new LinkedHashMap<>(stored);
        expected.put("json", Map.of("a", List.of(1)));
        assertThat(objectAt(event, "existingItem")).isEqualTo(expected);
        expected.put("title", "mine");
        expected.put("json", Map.of("b", 2));
        expected.remove("updatedAt");
        assertThat(newItem).isEqualTo(expected);
        assertThat(Json.write(event.get("arguments")))
                .isEqualTo(
                        "{\"input\":{\"id\":\"%s\",\"title\":\"mine\",\"json\":{\"b\":2},"
                                        .formatted(id)
                                + "\"_version\":1},\"condition\":null}");
        assertThat(Json.write(event.get("resolver")))
                .isEqualTo(
                        "{\"tableName\":\"Post\",\"awsRegion\":\"local\","
                                + "\"parentType\":\"Mutation\",\"field\":\"updatePost\"}");
        assertThat(event).containsEntry("identity", null);
        assertThat(request.authorization()).isEqualTo("Bearer " + SECRET);
    }

    @Test
    void aResolvedUpdateLeavesTheItemOfTheWebhookAndNothingElse() {
        // Given
        webhook.answer(
                event -> {
                    Map<String, @Nullable Object> item =
                            new LinkedHashMap<>(objectAt(event, "newItem"));
                    item.put("id", "another");
                    item.put("_version", 77);
                    item.put("tags", List.of("resolved"));
                    item.remove("rating");
                    item.remove("createdAt");
                    return FakeWebhook.Reply.json(Map.of("action", "RESOLVE", "item", item));
                });
        Object createdAt = post.get().get("createdAt");

        // When
        var answer = post.update(1, "title", "mine");

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.object("updatePost"))
                .containsEntry("id", id)
                .containsEntry("title", "mine")
                .containsEntry("rating", null)
                .containsEntry("tags", List.of("resolved"))
                .containsEntry("json", "{\"a\":[1]}")
                .containsEntry("createdAt", createdAt)
                .containsEntry("_version", 3);
        assertThat(post.get()).isEqualTo(answer.object("updatePost"));
    }

    @Test
    void aRemovedDeleteLeavesATombstone() {
        // Given
        webhook.answer(_ -> FakeWebhook.Reply.json(Map.of("action", "REMOVE")));

        // When
        var item = post.delete(1).object("deletePost");

        // Then
        assertThat(item).containsEntry("_deleted", true).containsEntry("_version", 3);
        var event = webhook.requests().getFirst().body();
        assertThat(objectAt(event, "newItem")).containsEntry("_deleted", true);
        assertThat(objectAt(event, "existingItem")).containsEntry("_deleted", null);
    }

    @ParameterizedTest
    @CsvSource({"update", "delete"})
    void aRejectedMutationIsAConflictWithTheStoredItem(String verb) {
        // Given
        webhook.answer(_ -> FakeWebhook.Reply.json(Map.of("action", "REJECT")));

        // When
        var answer = stale(verb);

        // Then
        assertError(answer, verb, "ConflictUnhandled", "Conflict resolver rejects mutation.");
        assertThat(post.get()).containsEntry("title", "theirs").containsEntry("_version", 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update | {\"action\":\"REMOVE\"} | its action is neither REJECT nor RESOLVE",
                "delete | {\"action\":\"RESOLVE\",\"item\":{}} | its action is neither REJECT nor"
                        + " REMOVE",
                "update | {} | its action is neither REJECT nor RESOLVE",
                "update | {\"action\":\"RESOLVE\"} | it resolves without an item",
                "update | {\"action\":\"RESOLVE\",\"item\":{\"rating\":1}} | the schema does not"
                        + " allow its item at /title",
                "update | {\"action\":\"RESOLVE\",\"item\":{\"title\":\"A\",\"colour\":1}} | the"
                        + " schema does not allow its item at /colour",
                "update | [] | it answered with something else than an object",
                "update | {\"action\": | it answered with something else than JSON",
            })
    void anAnswerThatCannotBeUsedIsAnErrorAndIsNotAskedForAgain(
            String verb, String body, String reason) {
        // Given
        webhook.answer(_ -> new FakeWebhook.Reply.Text(200, body));

        // When
        var answer = stale(verb);

        // Then
        assertError(
                answer,
                verb,
                "ConflictError",
                "The conflict handler gave no usable answer: " + reason + ".");
        assertThat(webhook.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500, 2", "503, 2", "429, 2", "404, 1", "302, 1", "201, 1"})
    void aStatusThatIsNoAnswerIsAnErrorAndAskedForAgainWhereThatMayHelp(int status, int requests) {
        // Given
        webhook.answer(_ -> new FakeWebhook.Reply.Text(status, "{\"action\":\"REJECT\"}"));

        // When
        var answer = stale("update");

        // Then
        assertError(
                answer,
                "update",
                "ConflictError",
                "The conflict handler gave no usable answer: it answered with HTTP status "
                        + status
                        + ".");
        assertThat(webhook.requests()).hasSize(requests);
    }

    @Test
    void aWebhookThatFailsOnceIsAskedAgain() {
        // Given
        var calls = new AtomicInteger();
        webhook.answer(
                event ->
                        calls.incrementAndGet() == 1
                                ? new FakeWebhook.Reply.Text(500, "")
                                : resolve(event));

        // When
        var answer = post.update(1, "title", "mine");

        // Then
        assertThat(answer.object("updatePost")).containsEntry("title", "mine");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aWebhookThatDoesNotFinishItsAnswerIsAnErrorAndBlocksNoOtherMutation() {
        // Given
        webhook.answer(
                _ -> {
                    var other = new PostClient(served.backend(), "beside-" + id);
                    assertThat(other.create("title", "B").errors()).isEmpty();
                    return new FakeWebhook.Reply.Stalled();
                });

        // When
        var answer = stale("update");

        // Then
        assertError(
                answer,
                "update",
                "ConflictError",
                "The conflict handler gave no usable answer: it did not answer within 500 ms.");
        assertThat(new PostClient(served.backend(), "beside-" + id).get())
                .containsEntry("title", "B");
    }

    private TestBackend.Answer stale(String verb) {
        return verb.equals("update") ? post.update(1, "title", "mine") : post.delete(1);
    }

    /// The error as a whole: its data is the stored item, cut to the selection.
    private void assertError(
            TestBackend.Answer answer, String verb, String errorType, String message) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("data"))
                .isEqualTo(Collections.singletonMap(verb + "Post", null));
        assertThat(answer.errors()).hasSize(1);
        var error = new LinkedHashMap<>(answer.errors().getFirst());
        assertThat(error.remove("locations").toString()).contains("line=1");
        assertThat(error.remove("data")).isEqualTo(post.get());
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        rest.put("path", List.of(verb + "Post"));
        rest.put("errorType", errorType);
        rest.put("errorInfo", null);
        rest.put("message", message);
        assertThat(error).isEqualTo(rest);
    }
}
