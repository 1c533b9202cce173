package dev.outrigger.api;

import static dev.outrigger.api.GraphQlClient.problemOf;
import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.api.access.AccessToken;
import dev.outrigger.api.access.AccessTokens;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Grant;
import dev.outrigger.api.access.Reach;
import dev.outrigger.api.access.Scope;
import dev.outrigger.json.Json;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.StandardSocket;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `/graphql` is behind the same guards as every other route, and asks for scopes field by field.
class GraphQlScopesIT {
    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(TestSchema.read(), Instant::now);
    private final ApiServer server =
            new ApiServer(
                    ApiServer.Parts.inMemory(store),
                    new FakeSyncControl(),
                    ApiSettings.loopback(0)
                            .with(
                                    new ApiProtection(
                                            new AccessTokens(
                                                    List.of(
                                                            token("reader", Set.of(Scope.READ)),
                                                            token("writer", Set.of(Scope.WRITE)),
                                                            ofPosts()),
                                                    InstantSource.system()),
                                            null)));

    @AfterEach
    void stop() {
        server.close();
    }

    private static AccessToken token(String name, Set<Scope> scopes) {
        Grant grant = new Grant(scopes, new Reach.Everything());
        return AccessToken.of(new Caller(name, grant, Instant.MAX), name);
    }

    private static AccessToken ofPosts() {
        Grant grant = new Grant(Set.of(Scope.READ, Scope.WRITE), new Reach.Only(Set.of("Post")));
        return AccessToken.of(new Caller("posts", grant, Instant.MAX), "posts");
    }

    private Answer ask(String token, String document) {
        return server.send(
                server.request("/graphql")
                        .POST(ApiServer.text(Json.write(Map.of("query", document))))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token));
    }

    private static void assertRefused(Answer answer, String problem) {
        assertThat(answer.status()).isEqualTo(200);
        Map<String, @Nullable Object> error =
                GraphQlClient.object(((List<?>) answer.get("errors")).getFirst());
        assertThat(error).containsEntry("errorType", "Unauthorized");
        assertThat(problemOf(error)).containsEntry("type", "urn:outrigger:problem:" + problem);
    }

    @Test
    void whoShowsNoTokenDoesNotGetIn() {
        // Then
        assertProblem(server.post("/graphql", "{\"query\": \"{ x }\"}"), 401, "token-refused");
        assertProblem(server.get("/graphql?query=x"), 401, "token-refused");
    }

    @Test
    void aForeignPageDoesNotGetIn() {
        // When
        Answer answer =
                server.send(
                        server.request("/graphql")
                                .POST(ApiServer.text("{\"query\": \"{ x }\"}"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer reader")
                                .header("Origin", "https://evil.example"));

        // Then
        assertProblem(answer, 403, "origin-refused");
    }

    @Test
    void readingAndWritingAreScopesOfTheirOwn() {
        // Given
        String list = "{ listPosts { items { id comments { items { id } } } } }";
        String create =
                "mutation { createPost(input: {id: \"p1\", title: \"t\", status: ACTIVE}) { id } }";

        // Then
        assertRefused(ask("reader", create), "scope-missing");
        assertRefused(ask("writer", list), "scope-missing");
        assertThat(ask("writer", create).get("errors")).isNull();
        assertThat(ask("reader", list).get("errors")).isNull();
        // What a mutation answers beyond its own item is read.
        assertRefused(
                ask(
                        "writer",
                        "mutation { updatePost(input: {id: \"p1\", title: \"u\"}) { comments {"
                                + " items { id } } } }"),
                "scope-missing");
    }

    @Test
    void aTokenForSomeModelsReachesNoOtherByRelationsEither() {
        // Given
        ask(
                "writer",
                "mutation { createPost(input: {id: \"p1\", title: \"t\", status: ACTIVE}) { id }"
                        + " createComment(input: {id: \"c1\", postID: \"p1\", content: \"x\"}) {"
                        + " id } }");

        // Then
        assertThat(ask("posts", "{ listPosts { items { id } } }").get("errors")).isNull();
        assertRefused(ask("posts", "{ listComments { items { id } } }"), "model-refused");
        assertRefused(
                ask("posts", "{ getPost(id: \"p1\") { comments { items { id } } } }"),
                "model-refused");
        assertRefused(
                ask("posts", "mutation { deleteComment(input: {id: \"c1\"}) { id } }"),
                "model-refused");
        assertRefused(
                ask("posts", "mutation { deletePost(input: {id: \"p1\"}) { id } }"),
                "model-refused");
        assertThat(ask("reader", "{ getPost(id: \"p1\") { id } }").get("data"))
                .isEqualTo(Map.of("getPost", Map.of("id", "p1")));
    }

    @Test
    void subscriptionsAskForTheirScopeToo() {
        // Given
        StandardSocket socket =
                StandardSocket.connect(
                        URI.create("http://127.0.0.1:" + server.port() + "/graphql"),
                        "graphql-transport-ws",
                        Map.of("Authorization", "Bearer writer"));
        socket.send("{\"type\":\"connection_init\"}");
        assertThat(socket.next().get("type")).isEqualTo("connection_ack");

        // When
        socket.subscribe("1", Map.of("query", "subscription { onCreatePost { id } }"));

        // Then
        assertThat(socket.next().toString()).contains("type=error", "scope-missing");
        socket.close();
    }
}
