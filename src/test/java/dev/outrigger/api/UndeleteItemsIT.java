package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.sync.RemoteItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.http.HttpRequest;
import java.util.List;

/// Bringing deleted items back.
@ParameterizedClass
@EnumSource(TestReplica.class)
class UndeleteItemsIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";
    private static final String POST = POSTS + "/p1";
    private static final RemoteItem BURIED =
            anItem(TestSchema.read(), "Post").withVersion(4).deleted().remote();

    private void buried(RemoteItem tombstone) {
        store.apply(tombstone.key().model(), List.of(tombstone), null).toCompletableFuture().join();
    }

    private Answer undelete(String path) {
        return server.send(
                server.request(path + "/undelete").POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void bringsTheItemBackAsItLastWasAndTellsObserversOfIt() {
        // Given
        buried(BURIED);
        ObserveClient client =
                observing("{\"type\": \"observe\", \"id\": \"1\", \"model\": \"Post\"}");
        client.next("started");

        // When
        Answer back = undelete(POST);

        // Then
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.json())
                .containsEntry("title", "a title")
                .containsEntry("_version", 4)
                .containsEntry("_pending", true);
        assertThat(server.get(POST).json()).isEqualTo(back.json());
        assertThat(client.changes(1).getFirst())
                .containsEntry("op", "INSERT")
                .containsEntry("origin", "local");
        assertThat((List<?>) server.get("/v1/outbox").get("mutations"))
                .singleElement()
                .extracting("operation", "changedFields", "baseVersion")
                .containsExactly("undelete", List.of(), 4);
    }

    @Test
    void theBodyIsAPatchOfTheItem() {
        // Given
        buried(BURIED);

        // When
        Answer back = server.post(POST + "/undelete", "{\"rating\": 7, \"_version\": 99}");

        // Then
        assertThat(back.json()).containsEntry("rating", 7).containsEntry("title", "a title");
    }

    @Test
    void refusesWhatCannotBeBroughtBackSo() {
        // Given
        aPost("p2", 1);
        buried(BURIED);

        // Then
        assertProblem(undelete(POSTS + "/p3"), 404, "item-unknown");
        assertProblem(undelete(POSTS + "/p2"), 409, "not-deleted");
        assertProblem(undelete("/v1/models/Nothing/p1"), 404, "model-unknown");
        assertProblem(undelete(POST + "/p1"), 400, "key-invalid");
        assertProblem(server.post(POST + "/undelete", "[]"), 400, "body-invalid");
        assertProblem(server.post(POST + "/undelete", "{\"title\": null}"), 400, "item-invalid");
        assertProblem(server.post(POST + "/undelete", "{\"id\": \"p9\"}"), 400, "key-invalid");
        assertThat(server.get(POST).status()).isEqualTo(404);
    }

    @Test
    void aCreateOfADeletedKeyNamesTheUndelete() {
        // Given
        buried(BURIED);

        // When
        Answer refused = server.post(POSTS, post("p1", 1));

        // Then
        assertProblem(refused, 409, "key-deleted");
        assertThat((String) refused.get("detail")).contains("/undelete");
    }

    @Test
    void aKeyOfSeveralValuesIsThePathBeforeTheVerb() {
        // Given
        server.put("/v1/models/Inventory/a/7/b", "{\"count\": 1}");

        // Then
        assertProblem(undelete("/v1/models/Inventory/a/7/b"), 409, "not-deleted");
        assertProblem(undelete("/v1/models/Inventory/a/7/c"), 404, "item-unknown");
    }

    @Test
    void anItemComesBackAfterItsParent() {
        // Given
        buried(BURIED);
        buried(anItem(TestSchema.read(), "Comment").withVersion(2).deleted().remote());

        // Then
        assertProblem(undelete("/v1/models/Comment/c1"), 409, "parent-unknown");
        assertThat(undelete(POST).status()).isEqualTo(200);
        assertThat(undelete("/v1/models/Comment/c1").status()).isEqualTo(200);
    }

    @Test
    void aDeleteThatWasNotSentIsUndoneWithoutAMutation() {
        // Given
        buried(anItem(TestSchema.read(), "Post").withVersion(4).remote());
        server.delete(POST);

        // When
        Answer back = undelete(POST);

        // Then
        assertThat(back.json()).containsEntry("_pending", false);
        assertThat((List<?>) server.get("/v1/outbox").get("mutations")).isEmpty();
    }
}
