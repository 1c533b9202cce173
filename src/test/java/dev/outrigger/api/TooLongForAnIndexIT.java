package dev.outrigger.api;

import static dev.outrigger.api.ApiServer.encoded;
import static dev.outrigger.api.ProblemAssert.assertNothingStored;
import static dev.outrigger.api.ProblemAssert.assertProblem;
import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.json.Json;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.testing.ItemBuilder;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// Values that PostgreSQL cannot put into an index, whichever way they come. Only a replica in
/// PostgreSQL has such a limit.
@ParameterizedClass
@EnumSource(value = TestReplica.class, names = "IN_POSTGRES")
class TooLongForAnIndexIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

    /// Short enough for the index of the table; in the outbox every third character takes three
    /// bytes.
    private static final String GROWS = text("/%abcdefghijklmnopqr/%stuvwxyz/%01234/%56789", 2_000);

    /// For what is no key.
    private static final String LONG = text("abcdefghijklmnopqrstuvwxyz0123456789", 2_900);

    /// Not to be compressed, so that it really does not fit.
    private static String text(String alphabet, int length) {
        return new Random(1)
                .ints(length, 0, alphabet.length())
                .mapToObj(place -> String.valueOf(alphabet.charAt(place)))
                .collect(Collectors.joining());
    }

    private static String postNamed(String id) {
        return Json.write(Map.of("id", id, "title", "T", "status", "ACTIVE"));
    }

    private void assertRefused(Answer answer, String path) {
        assertProblem(answer, 400, "item-invalid");
        assertThat(answer.get("path")).isEqualTo(path);
        assertThat((String) answer.get("detail")).contains("2500 bytes").hasSizeLessThan(500);
        assertNothingStored(server);
    }

    @Test
    void aKeyThatOutgrowsTheIndexOfTheOutboxIsRefused() {
        assertThat(GROWS).hasSizeLessThan(2_500);
        assertRefused(server.post(POSTS, postNamed(GROWS)), "/id");
        assertRefused(server.put(POSTS + "/" + encoded(GROWS), postNamed(GROWS)), "/id");
        assertRefused(server.post(POSTS, postNamed("/".repeat(900))), "/id");
        assertRefused(
                server.post(
                        "/v1/models/Inventory",
                        Json.write(
                                Map.of(
                                        "productId",
                                        "/".repeat(400),
                                        "warehouse",
                                        1,
                                        "name",
                                        "%".repeat(500)))),
                "/name");
    }

    @Test
    void aKeyThatFitsIsTakenWhateverItHolds() {
        // Given
        String id = "/%".repeat(400) + "𝔘".repeat(20);

        // When
        Answer created = server.post(POSTS, postNamed(id));

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(server.get(created.header("Location")).json()).containsEntry("id", id);
        assertThat(await(store.outbox(0, 1)).getFirst().key().values()).containsExactly(id);
        assertThat(server.delete(created.header("Location")).status()).isEqualTo(200);
    }

    @Test
    void aBatchTellsWhichOfItsOperationsHasIt() {
        // When
        Answer answer =
                server.post(
                        "/v1/batch",
                        "{\"operations\": [%s, %s]}".formatted(operation("p1"), operation(GROWS)));

        // Then
        assertRefused(answer, "/id");
        assertThat(answer.json()).containsEntry("operation", 1);
    }

    private static String operation(String id) {
        return "{\"op\": \"create\", \"model\": \"Post\", \"item\": " + postNamed(id) + "}";
    }

    @Test
    void aMutationOfGraphQlIsRefusedLikewise() {
        // When
        Map<String, @Nullable Object> error =
                new GraphQlClient(server)
                        .error(
                                ("mutation { createPost(input: {id: \"%s\", title: \"T\","
                                                + " status: ACTIVE}) { id } }")
                                        .formatted(GROWS));

        // Then
        assertThat(GraphQlClient.problemOf(error))
                .containsEntry("type", "urn:outrigger:problem:item-invalid")
                .containsEntry("path", "/id");
        assertNothingStored(server);
    }

    @Test
    void whatIsReadDeletedOrBroughtBackByItIsNotThere() {
        String path = POSTS + "/" + encoded(GROWS);
        assertProblem(server.get(path), 404, "item-unknown");
        assertProblem(server.patch(path, "{\"title\": \"T\"}"), 404, "item-unknown");
        assertProblem(server.post(path + "/undelete", "{}"), 404, "item-unknown");
        assertThat(server.delete(path).status()).isEqualTo(204);
    }

    /// Pages of a pull and what the changefeed brings are taken in by the same call.
    @Test
    void AC115_AC125_anItemOfTheBackendGoesIntoQuarantineAndTheRestIsTakenIn() {
        // Given
        RemoteItem fine = post("p1").withVersion(1).remote();

        // When
        Applied applied =
                await(
                        store.apply(
                                "Post", List.of(post(GROWS).withVersion(3).remote(), fine), null));

        // Then
        assertThat(applied).isEqualTo(new Applied(1, 0, 0, 1));
        assertThat(server.get(POSTS + "/p1").status()).isEqualTo(200);
        assertThat(server.get(POSTS + "/" + encoded(GROWS)).status()).isEqualTo(404);
        assertThat((List<?>) server.get("/v1/quarantine").get("quarantined"))
                .singleElement(InstanceOfAssertFactories.MAP)
                .containsEntry("reason", "/id is too long for an index")
                .containsEntry("version", 3);
    }

    @Test
    void AC102_aDecisionThatMakesTheItemTooLongIsRefusedAndTheConflictStaysOpen() {
        // Given
        String id = disputed(comment("c1").with("content", "theirs").withVersion(5).remote());

        // When
        Answer answer =
                resolve(id, Json.write(Map.of("decision", "item", "item", Map.of("postID", LONG))));

        // Then
        assertProblem(answer, 400, "item-invalid");
        assertThat(answer.get("path")).isEqualTo("/postID");
        assertThat(server.get("/v1/conflicts/" + id).json()).containsEntry("state", "open");
        assertThat(await(store.outbox(0, 10)))
                .extracting(PendingMutation::standing)
                .containsExactly(Standing.DISPUTED);
        assertThat(resolve(id, "{\"decision\": \"applyRemote\"}").status()).isEqualTo(200);
    }

    @Test
    void AC100_aBackendsItemThatIsTooLongCannotBeDecidedFor() {
        // Given
        String id = disputed(comment("c1").with("postID", LONG).withVersion(5).remote());

        // When
        Answer answer = resolve(id, "{\"decision\": \"applyRemote\"}");

        // Then
        assertProblem(answer, 400, "item-invalid");
        assertThat(answer.get("path")).isEqualTo("/postID");
        assertThat(server.get("/v1/models/Comment/c1").json()).containsEntry("content", "ours");
        assertThat(resolve(id, "{\"decision\": \"item\", \"item\": {\"postID\": \"p2\"}}").status())
                .isEqualTo(200);
    }

    private Answer resolve(String id, String body) {
        return server.post("/v1/conflicts/" + id + "/resolve", body);
    }

    /// An update of a comment meets this, and waits for a decision.
    private String disputed(RemoteItem theirs) {
        await(store.apply("Comment", List.of(comment("c1").withVersion(1).remote()), null));
        await(store.edit(comment("c1").patch("content", "ours")));
        long mutation = await(store.outbox(0, 1)).getFirst().id();
        PendingMutation claimed = await(store.claim(List.of(mutation))).getFirst().mutation();
        Conflict conflict = new Conflict(claimed, theirs, "the item had changed");
        await(
                store.settle(
                        claimed, new Verdict.Resolved(conflict, "manual", new Resolution.Await())));
        return conflict.id();
    }

    private static ItemBuilder post(String id) {
        return anItem(TestSchema.read(), "Post").withId(id);
    }

    private static ItemBuilder comment(String id) {
        return anItem(TestSchema.read(), "Comment").withId(id);
    }
}
