package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.api.access.AccessToken;
import dev.outrigger.api.access.AccessTokens;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Grant;
import dev.outrigger.api.access.Reach;
import dev.outrigger.api.access.Scope;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.RawHttp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What tokens of each scope, and those for some models, let their holders do.
class ScopesIT {
    private static final String POSTS = "/v1/models/Post";
    private static final String COMMENTED = "?filter=%7B%22comments%22:%7B%7D%7D";

    private final FakeSyncControl sync = new FakeSyncControl();
    private final ApiServer server = serving(sync);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/models, read",
        "GET, /v1/models/Post, read",
        "GET, /v1/models/Post/p1, read",
        "GET, /v1/models/Post/count, read",
        "POST, /v1/models/Post/query, read",
        "GET, /v1/outbox, read",
        "GET, /v1/outbox/1, read",
        "GET, /v1/sync, read",
        "POST, /v1/models/Post, write",
        "PUT, /v1/models/Post/p1, write",
        "PATCH, /v1/models/Post/p1, write",
        "DELETE, /v1/models/Post/p1, write",
        "DELETE, /v1/models/Post, write",
        "POST, /v1/batch, write",
        "POST, /v1/sync/start, admin",
        "POST, /v1/sync/stop, admin",
        "POST, /v1/sync/now, admin",
        "POST, /v1/clear, admin",
        "GET, /v1/sync/expressions, admin",
        "GET, /v1/sync/expressions/Post, admin",
        "PUT, /v1/sync/expressions/Post, admin",
        "DELETE, /v1/sync/expressions/Post, admin",
        "GET, /v1/dead-letters, admin",
        "GET, /v1/dead-letters/1, admin",
        "POST, /v1/dead-letters/1/retry, admin",
        "DELETE, /v1/dead-letters/1, admin",
        "GET, /v1/conflicts, admin",
        "GET, /v1/conflicts/1-1, admin",
        "POST, /v1/conflicts/1-1/resolve, admin",
        "GET, /v1/quarantine, admin",
        "GET, /v1/quarantine/1, admin",
        "DELETE, /v1/quarantine/1, admin",
        "GET, /v1/stranded, admin",
        "GET, /v1/stranded/1, admin",
        "DELETE, /v1/stranded/1, admin",
        "GET, /v1/session, admin",
        "PUT, /v1/session, admin",
        "DELETE, /v1/session, admin"
    })
    void everyRouteAsksForItsScope(String method, String path, String needed) {
        for (Scope scope : Scope.values()) {
            Answer answer = send(scope.word(), method, path);
            if (scope.word().equals(needed)) {
                assertThat(answer.status()).as(scope.word()).isNotIn(401, 403);
            } else {
                assertProblem(answer, 403, "scope-missing");
                assertThat(answer.get("scope")).isEqualTo(needed);
            }
        }
        assertProblem(send("stranger", method, path), 401, "token-refused");
    }

    @Test
    void aTokenForSomeModelsOpensNoOthers() {
        assertThat(send("comments", "GET", "/v1/models/Comment").status()).isEqualTo(200);
        Answer read = send("comments", "GET", POSTS);
        assertProblem(read, 403, "model-refused");
        assertThat(read.get("model")).isEqualTo("Post");
        assertProblem(send("comments", "POST", POSTS), 403, "model-refused");
        assertProblem(send("comments", "DELETE", POSTS + "/p1"), 403, "model-refused");
        assertProblem(send("comments", "GET", "/v1/outbox?model=Post"), 403, "model-refused");
        assertProblem(send("comments", "POST", "/v1/clear"), 403, "scope-missing");
    }

    @Test
    void aBatchReachesNoFurtherThanItsCaller() {
        Answer answer =
                batch("comments", "{\"op\": \"create\", \"model\": \"Post\", \"item\": {}}");

        assertProblem(answer, 403, "model-refused");
        assertThat(answer.get("operation")).isEqualTo(0);
    }

    @Test
    void aDeletionTakesNothingAlongThatItsCallerDoesNotReach() {
        post("p1");
        String delete = "{\"op\": \"delete\", \"model\": \"Post\", \"key\": \"p1\"%s}";

        for (Answer refused :
                List.of(
                        send("posts", "DELETE", POSTS + "/p1"),
                        send("posts", "DELETE", POSTS + "/none"),
                        send("posts", "DELETE", POSTS + "/p1?cascade=local"),
                        send("posts", "DELETE", POSTS + "?filter=all"),
                        batch("posts", delete.formatted("")))) {
            assertProblem(refused, 403, "model-refused");
            assertThat(refused.get("model")).isEqualTo("Comment");
            assertThat((String) refused.get("detail")).contains("Post", "cascade=none");
        }
        assertThat(send("read", "GET", POSTS + "/p1").status()).isEqualTo(200);

        post("p2");
        post("p3");
        assertThat(send("posts", "DELETE", POSTS + "/p1?cascade=restrict").status()).isEqualTo(200);
        assertThat(batch("posts", delete.formatted(", \"cascade\": \"none\"")).status())
                .isEqualTo(200);
        assertThat(send("both", "DELETE", POSTS + "/p2").status()).isEqualTo(200);
        assertThat(send("write", "DELETE", POSTS + "/p3").status()).isEqualTo(200);
    }

    @Test
    void aPredicateAsksNothingAboutModelsThatItsCallerDoesNotReach() {
        String filter = "?filter=%7B%22or%22:%5B%7B%22not%22:%7B%22comments%22:%7B%7D%7D%7D%5D%7D";

        assertProblem(send("posts", "GET", POSTS + COMMENTED), 403, "model-refused");
        assertProblem(send("posts", "GET", POSTS + filter), 403, "model-refused");
        assertProblem(send("posts", "GET", POSTS + "/count" + COMMENTED), 403, "model-refused");
        assertProblem(send("posts", "DELETE", POSTS + COMMENTED), 403, "model-refused");
        assertThat(send("read", "GET", POSTS + COMMENTED).status()).isEqualTo(200);
    }

    @Test
    void listsTellOnlyOfTheModelsThatACallerReaches() {
        post("p1");

        Answer outbox = send("comments", "GET", "/v1/outbox");
        Answer mutation = send("comments", "GET", "/v1/outbox/1");
        Answer all = send("read", "GET", "/v1/outbox");

        assertThat(outbox.get("mutations")).isEqualTo(List.of());
        assertProblem(mutation, 403, "model-refused");
        assertThat((List<?>) all.get("mutations")).hasSize(1);
        assertThat(names(send("comments", "GET", "/v1/models"), "name")).containsExactly("Comment");
        assertThat(names(send("comments", "GET", "/v1/sync"), "model"))
                .doesNotContain("Post", "Inventory");
    }

    @Test
    void observesOnlyTheModelsThatACallerReaches() {
        try (ObserveClient client = server.observe("posts")) {
            client.send("{\"type\": \"observe\", \"id\": \"1\"}");
            assertThat(slug(client.next("error"))).endsWith("model-refused");
            client.send("{\"type\": \"observe\", \"id\": \"1\", \"model\": \"Comment\"}");
            assertThat(slug(client.next("error"))).endsWith("model-refused");
            client.send(
                    "{\"type\": \"observeQuery\", \"id\": \"1\", \"model\": \"Post\","
                            + " \"filter\": {\"comments\": {}}}");
            assertThat(slug(client.next("error"))).endsWith("model-refused");
            client.send(
                    "{\"type\": \"observe\", \"id\": \"1\", \"model\": \"Post\","
                            + " \"filter\": {\"comments\": {}}}");
            assertThat(slug(client.next("error"))).endsWith("model-refused");
            client.send("{\"type\": \"observe\", \"id\": \"1\", \"model\": \"Post\"}");
            client.next("started");
            client.send("{\"type\": \"events\", \"id\": \"2\"}");
            client.next("started");

            sync.emit("conflict", Map.of("model", "Comment"));
            sync.emit("conflict", Map.of("model", "Post"));
            sync.emit("networkStatus", Map.of("active", true));

            assertThat(client.next("event").get("payload")).isEqualTo(Map.of("model", "Post"));
            assertThat(client.next("event").get("event")).isEqualTo("networkStatus");
        }
    }

    @Test
    void aConnectionEndsWithItsToken() {
        try (ObserveClient client = server.observe("brief")) {
            client.send("{\"type\": \"observe\", \"id\": \"1\"}");
            client.next("started");

            assertThat(slug(client.next("error"))).endsWith("token-refused");
        }
    }

    @Test
    void observingNeedsTheScopeRead() {
        String request =
                """
                GET /v1/observe HTTP/1.1
                Host: localhost
                Connection: close
                Authorization: Bearer %s

                """;

        assertThat(RawHttp.exchange(server.port(), request.formatted("write")))
                .startsWith("HTTP/1.1 403")
                .contains("scope-missing");
        assertThat(RawHttp.exchange(server.port(), request.formatted("read")))
                .startsWith("HTTP/1.1 426");
    }

    @Test
    void serverSentEventsAreForThoseWhoMaySeeThem() {
        assertProblem(refused("write", "?model=Post"), 403, "scope-missing");
        assertProblem(refused("posts", "?model=Comment"), 403, "model-refused");
        assertProblem(refused("posts", ""), 403, "model-refused");
        assertProblem(refused("stranger", "?model=Post"), 401, "token-refused");
        assertProblem(
                refused("posts", "?type=observeQuery&model=Post&" + COMMENTED.substring(1)),
                403,
                "model-refused");
    }

    @Test
    void serverSentEventsEndWithTheirToken() {
        try (EventsClient client =
                server.events(
                        server.request("/v1/observe").header("Authorization", "Bearer brief"))) {
            client.next("started");

            assertThat(slug(client.next("error").json())).endsWith("token-refused");
            client.awaitEnd();
        }
    }

    private Answer refused(String token, String query) {
        return server.get(
                "/v1/observe" + query,
                Map.of("Authorization", "Bearer " + token, "Accept", "text/event-stream"));
    }

    private void post(String id) {
        Answer stored =
                server.send(
                        server.request(POSTS)
                                .header("Authorization", "Bearer write")
                                .header("Content-Type", "application/json")
                                .POST(ApiServer.text(OnEveryReplica.post(id, 1))));
        assertThat(stored.status()).isEqualTo(201);
    }

    private Answer batch(String token, String operation) {
        return server.send(
                server.request("/v1/batch")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(ApiServer.text("{\"operations\": [" + operation + "]}")));
    }

    private Answer send(String token, String method, String path) {
        return server.send(
                server.request(path)
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.noBody()));
    }

    private static String slug(Map<String, ?> error) {
        return (String) ((Map<?, ?>) error.get("problem")).get("type");
    }

    private static List<Object> names(Answer answer, String member) {
        List<Object> names = new ArrayList<>();
        ((List<?>) answer.get("models")).forEach(one -> names.add(((Map<?, ?>) one).get(member)));
        return names;
    }

    private static ApiServer serving(FakeSyncControl sync) {
        var store = new InMemoryReplicaStore(TestSchema.read(), Instant::now);
        List<AccessToken> tokens = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            tokens.add(token(scope.word(), new Grant(Set.of(scope), new Reach.Everything())));
        }
        Set<Scope> both = Set.of(Scope.READ, Scope.WRITE);
        tokens.add(token("posts", new Grant(both, new Reach.Only(Set.of("Post")))));
        tokens.add(token("both", new Grant(both, new Reach.Only(Set.of("Post", "Comment")))));
        tokens.add(token("comments", new Grant(both, new Reach.Only(Set.of("Comment")))));
        Caller brief = new Caller("brief", Grant.everything(), Instant.now().plusSeconds(2));
        tokens.add(AccessToken.of(brief, "brief"));
        return new ApiServer(
                ApiServer.Parts.inMemory(store),
                sync,
                ApiSettings.loopback(0)
                        .with(
                                new ApiProtection(
                                        new AccessTokens(tokens, InstantSource.system()), null)));
    }

    /// A token that is called like its holder.
    private static AccessToken token(String name, Grant grant) {
        return AccessToken.of(new Caller(name, grant, Instant.MAX), name);
    }
}
