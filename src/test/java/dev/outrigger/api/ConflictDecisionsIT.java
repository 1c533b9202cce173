package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;
import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.testing.ItemBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/// Seeing conflicts and deciding about them, over HTTP.
@ParameterizedClass
@EnumSource(TestReplica.class)
class ConflictDecisionsIT extends OnEveryReplica {
    private static final Map<String, Object> LOCAL = Map.of("title", "ours", "rating", 5);

    private static ItemBuilder post(String id) {
        return anItem(TestSchema.read(), "Post").withId(id);
    }

    private static RemoteItem theirs(String id) {
        return post(id).with("title", "theirs").withVersion(5).remote();
    }

    /// An update of a post that the backend had at version 1 meets what it has by now.
    private String conflict(RemoteItem theirs, Resolution resolution) {
        String id = theirs.key().text();
        await(store.apply("Post", List.of(post(id).with("title", "base").remote()), null));
        await(store.edit(post(id).patch("title", "ours", "rating", 5)));
        long mutation = await(store.outbox(0, 100)).getLast().id();
        PendingMutation claimed = await(store.claim(List.of(mutation))).getFirst().mutation();
        Conflict conflict = new Conflict(claimed, theirs, "the item had changed");
        await(store.settle(claimed, new Verdict.Resolved(conflict, "manual", resolution)));
        return conflict.id();
    }

    private String open(String id) {
        return conflict(theirs(id), new Resolution.Await());
    }

    private Answer resolve(String id, String body) {
        return server.post("/v1/conflicts/" + id + "/resolve", body);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> conflicts(Answer answer) {
        return (List<Map<String, @Nullable Object>>) answer.get("conflicts");
    }

    private List<Object> listed(String query) {
        return conflicts(server.get("/v1/conflicts?" + query)).stream()
                .map(each -> each.get("id"))
                .toList();
    }

    @Test
    void showsBothSidesOfAConflictAndHowItWentOn() {
        // Given
        String id = open("p1");

        // When
        Answer answer = server.get("/v1/conflicts/" + id);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("id", id)
                .containsEntry("model", "Post")
                .containsEntry("key", Map.of("id", "p1"))
                .containsEntry("operation", "update")
                .containsEntry("state", "open")
                .containsEntry("reason", "the item had changed")
                .containsEntry("local", LOCAL)
                .containsEntry("strategy", "manual")
                .containsEntry("decision", "undecided")
                .containsEntry("result", null)
                .containsEntry("settledAt", null);
        assertThat((Map<?, ?>) answer.get("base")).extracting("title").isEqualTo("base");
        assertThat((Map<?, ?>) answer.get("remote"))
                .extracting("title", "_version", "_deleted")
                .containsExactly("theirs", 5, false);
        assertThat(server.get("/v1/sync").get("conflicts"))
                .isEqualTo(Map.of("count", 1, "open", 1));
    }

    @Test
    void listsTheNewestFirstByModelAndStateInPages() {
        // Given
        String first = open("p1");
        String second = conflict(theirs("p2"), new Resolution.TakeTheirs());
        String third = open("p3");

        // When
        Answer page = server.get("/v1/conflicts?model=Post&limit=2");
        Answer rest = server.get("/v1/conflicts?limit=2&cursor=" + page.get("nextCursor"));

        // Then
        assertThat(conflicts(page)).extracting("id").containsExactly(third, second);
        assertThat(conflicts(rest)).extracting("id").containsExactly(first);
        assertThat(rest.json()).containsEntry("nextCursor", null);
        assertThat(listed("state=open")).containsExactly(third, first);
        assertThat(listed("state=settled")).containsExactly(second);
        assertThat(listed("model=Comment")).isEmpty();
    }

    @Test
    void AC100_applyRemoteEndsTheMutationAndShowsTheBackendsItem() {
        // Given
        String id = open("p1");

        // When
        Answer answer = resolve(id, "{\"decision\": \"applyRemote\"}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("state", "settled")
                .containsEntry("decision", "applyRemote")
                .isEqualTo(server.get("/v1/conflicts/" + id).json());
        assertThat(await(store.outbox(0, 10))).isEmpty();
        assertThat(server.get("/v1/models/Post/p1").json())
                .containsEntry("title", "theirs")
                .containsEntry("_version", 5);
    }

    @Test
    void AC101_retryLocalSendsTheChangedFieldsAgain() {
        // Given
        String id = open("p1");

        // When
        Answer answer = resolve(id, "{\"decision\": \"retryLocal\"}");

        // Then
        assertThat(answer.json()).containsEntry("decision", "retryLocal");
        PendingMutation again = await(store.outbox(0, 10)).getFirst();
        assertThat(again.standing()).isEqualTo(Standing.WAITING);
        assertThat(again.mutation().fields()).isEqualTo(LOCAL);
    }

    @Test
    void AC102_aGivenItemGoesOutInTheMutationsPlace() {
        // Given
        String id = open("p1");

        // When
        Answer answer =
                resolve(
                        id,
                        "{\"decision\": \"item\", \"item\":"
                                + " {\"id\": \"p1\", \"title\": \"both\", \"_version\": 5}}");

        // Then
        assertThat(answer.json())
                .containsEntry("decision", "merged")
                .containsEntry("result", Map.of("title", "both"));
        assertThat(await(store.outbox(0, 10)).getFirst().mutation().fields())
                .isEqualTo(Map.of("title", "both"));
        assertThat(server.get("/v1/models/Post/p1").json()).containsEntry("title", "both");
    }

    @Test
    void AC102_AC103_aGivenItemBringsADeletedOneBackAsAWhole() {
        // Given
        RemoteItem tombstone = post("p1").with("title", "theirs").withVersion(5).deleted().remote();
        String id = conflict(tombstone, new Resolution.Await());

        // When
        resolve(id, "{\"decision\": \"item\", \"item\": {\"title\": \"back\"}}");

        // Then
        assertThat(await(store.outbox(0, 10)).getFirst().mutation().fields())
                .containsEntry("title", "back")
                .containsKey("status");
    }

    @Test
    void aSecondDecisionIsRefused() {
        // Given
        String id = open("p1");
        resolve(id, "{\"decision\": \"applyRemote\"}");

        // When
        Answer again = resolve(id, "{\"decision\": \"retryLocal\"}");

        // Then
        assertProblem(again, 409, "conflict-settled");
        assertThat(await(store.outbox(0, 10))).isEmpty();
    }

    @Test
    void refusesWhatIsNotThereOrDoesNotFit() {
        // Given
        String id = open("p1");

        // Then
        assertProblem(server.get("/v1/conflicts/47-11"), 404, "conflict-unknown");
        assertProblem(resolve("47-11", "{\"decision\": \"applyRemote\"}"), 404, "conflict-unknown");
        assertProblem(resolve(id, "{}"), 400, "body-invalid");
        assertProblem(resolve(id, "{\"decision\": \"merge\"}"), 400, "body-invalid");
        assertProblem(resolve(id, "{\"decision\": \"item\"}"), 400, "body-invalid");
        assertProblem(
                resolve(id, "{\"decision\": \"applyRemote\", \"item\": {}}"), 400, "body-invalid");
        assertProblem(
                resolve(id, "{\"decision\": \"applyRemote\", \"why\": \"so\"}"),
                400,
                "body-invalid");
        for (String item : List.of("{\"rating\": \"many\"}", "{\"id\": \"p9\"}", "{\"no\": 1}")) {
            assertProblem(
                    resolve(id, "{\"decision\": \"item\", \"item\": " + item + "}"),
                    400,
                    "item-invalid");
        }
        assertProblem(server.get("/v1/conflicts?state=new"), 400, "parameter-invalid");
        assertProblem(server.get("/v1/conflicts?cursor=x"), 400, "cursor-invalid");
        assertProblem(server.get("/v1/conflicts?model=Nope"), 404, "model-unknown");
        assertThat(listed("state=open")).containsExactly(id);
    }
}
