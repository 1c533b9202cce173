package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;
import static dev.outrigger.replica.StoreProbe.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.api.wire.WriteToken;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.push.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What answers say of how fresh they are, and requests that wait for something to be seen.
@ParameterizedClass
@EnumSource(TestReplica.class)
class FreshnessIT extends OnEveryReplica {
    private static final String POST = "/v1/models/Post/p1";
    private static final ItemKey KEY = new ItemKey("Post", List.of("p1"));

    @Test
    void everyReadSaysHowFreshTheModelIs() {
        // Given
        posts(2);

        // When, Then
        for (String path : List.of(POST, "/v1/models/Post", "/v1/models/Post/count")) {
            Answer answer = server.get(path);
            assertThat(answer.header("Outrigger-Seq")).isEqualTo("2");
            assertThat(answer.header("Outrigger-Pending")).isEqualTo("2");
            assertThat(Instant.parse(answer.header("Outrigger-Synced-At")))
                    .isBeforeOrEqualTo(Instant.now());
        }
        Answer queried = server.post("/v1/models/Comment/query", "{}");
        assertThat(queried.status()).as(queried.json().toString()).isEqualTo(200);
        assertThat(queried.header("Outrigger-Pending")).isEqualTo("0");
        assertThat(queried.header("Outrigger-Synced-At")).isEqualTo("absent");
    }

    @Test
    void onlyWhatTheBackendHasGetsAToken() {
        // Given
        aPost("p1", 1);
        assertThat(server.get(POST).header("Outrigger-Token")).isEqualTo("absent");

        // When
        acknowledge(1);

        // Then
        assertThat(server.get(POST).header("Outrigger-Token")).isEqualTo(tokenOf(1));
    }

    @Test
    void aReadAfterAWriteWaitsUntilTheReplicaHasSeenIt() {
        // Given
        String token = tokenOf(3);
        CompletableFuture<Answer> read =
                CompletableFuture.supplyAsync(
                        () ->
                                server.get(
                                        "/v1/models/Post",
                                        Map.of("Outrigger-After", token, "Prefer", "wait=20")));

        // When
        arrives(2, 7);
        arrives(3, 8);

        // Then
        Answer answer = read.join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.items().getFirst()).containsEntry("rating", 8);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
    }

    @Test
    void aReadAfterAWriteThatWasNotSeenSaysSo() {
        // Given
        String token = tokenOf(3);
        arrives(2, 7);

        // When, Then
        Answer answer = server.get(POST, Map.of("Outrigger-After", token));
        assertProblem(answer, 412, "write-unseen");
        assertThat(answer.json())
                .containsEntry("wanted", 3)
                .containsEntry("seen", 2)
                .containsEntry("itemId", "p1");
        assertProblem(
                server.get(POST, Map.of("Outrigger-After", token, "Prefer", "wait=1")),
                412,
                "write-unseen");
        assertProblem(
                server.get(POST, Map.of("Outrigger-After", "nonsense")), 400, "header-invalid");
    }

    @Test
    void aDeletionIsAWriteThatCanBeSeen() {
        // Given
        String token = tokenOf(3);
        aPost("p1", 1);
        acknowledge(1);

        // When
        takeIn(3, 1, Presence.TOMBSTONE);

        // Then
        assertProblem(server.get(POST, Map.of("Outrigger-After", token)), 404, "item-unknown");
    }

    @Test
    void aWriteCanWaitUntilTheBackendHasIt() {
        // Given
        CompletableFuture<Answer> created =
                CompletableFuture.supplyAsync(
                        () ->
                                server.post(
                                        "/v1/models/Post",
                                        post("p1", 1),
                                        Map.of("Prefer", "wait=20")));

        // When
        while (await(store.outbox(0, 1)).isEmpty()) {
            Thread.onSpinWait();
        }
        acknowledge(4);

        // Then
        Answer answer = created.join();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json()).containsEntry("_version", 4).containsEntry("_pending", false);
        assertThat(answer.header("ETag")).startsWith("\"4-");
        assertThat(answer.header("Location")).isEqualTo(POST);
        assertThat(answer.header("Outrigger-Token")).isEqualTo(tokenOf(4));
    }

    @Test
    void aWriteThatTheBackendDoesNotTakeInTimeIsAnsweredAsItIs() {
        Answer answer = server.post("/v1/models/Post", post("p1", 1), Map.of("Prefer", "wait=1"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json()).containsEntry("_pending", true);
        assertThat(answer.header("Preference-Applied")).isEqualTo("absent");
    }

    /// The token that another device was given for this version of the post.
    private static String tokenOf(long version) {
        return new WriteToken(KEY, new Version(version)).text(TestSchema.read().required("Post"));
    }

    /// The backend has taken the post's only mutation.
    private void acknowledge(long version) {
        PendingMutation waiting = await(store.outbox(0, 1)).getFirst();
        Item item = await(store.get(KEY)).orElseThrow().stored().item();
        PendingMutation sent = await(store.claim(List.of(waiting.id()))).getFirst().mutation();
        await(store.settle(sent, new Verdict.Acknowledged(remote(item, version, Presence.LIVE))));
    }

    /// Another device's write.
    private void arrives(long version, int rating) {
        takeIn(version, rating, Presence.LIVE);
    }

    private void takeIn(long version, int rating, Presence presence) {
        Map<String, @Nullable Object> fields =
                Map.of("id", "p1", "title", "t", "status", "ACTIVE", "rating", rating);
        RemoteItem item =
                remote(Item.of(TestSchema.read().required("Post"), fields), version, presence);
        await(store.apply("Post", List.of(item), null));
    }

    private static RemoteItem remote(Item item, long version, Presence presence) {
        return new RemoteItem(item, new Version(version), Instant.now(), presence);
    }
}
