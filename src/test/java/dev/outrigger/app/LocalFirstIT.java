package dev.outrigger.app;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.config.RemoteConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;

/// A sidecar without a remote is given one later, which has some of the keys already.
@Timeout(60)
class LocalFirstIT {
    private static final String UNRATED = "%7B%22rating%22%3A%7B%22eq%22%3Anull%7D%7D";

    private final StartedParts started = new StartedParts();
    private final RestartableSidecar sidecar = started.keep(new RestartableSidecar(Schemas.demo()));
    private TestBackend backend;
    private PlainSql sql;

    @BeforeEach
    void start() {
        backend = started.keep(TestBackend.start(Schemas.demoDocument()));
        sql = started.keep(PlainSql.on(backend.databaseUrl()));
        sidecar.start(null);
    }

    @AfterEach
    void end() {
        started.close();
    }

    private static Map<String, @Nullable Object> operation(String op, String id, Object item) {
        return Map.of("op", op, "model", "Post", "key", id, "item", item);
    }

    private static Map<String, Object> post(String id) {
        return Map.of("id", id, "title", "ours", "status", "ACTIVE");
    }

    private void local(String method, String path, @Nullable Object body) {
        int status = sidecar.sendAsync(method, path, body).join().statusCode();
        assertThat(status).isBetween(200, 299);
    }

    private void connect() {
        sidecar.start(RemoteConfig.of(backend.endpoint(), new Secret(TestBackend.API_KEY)));
        eventually(() -> assertThat(listed("/v1/outbox", "mutations")).isEmpty());
    }

    private List<?> listed(String path, String member) {
        return (List<?>) sidecar.send("GET", path, null).get(member);
    }

    private Map<String, Object> remote(String field, String id, String selected) {
        String query = "{ %s(id: \"%s\") { _version _deleted %s } }".formatted(field, id, selected);
        return backend.call(query).object(field);
    }

    @Test
    void whatWasSavedEditedAndRelatedLocallyIsUploadedParentsFirst() {
        // Given
        local(
                "POST",
                "/v1/batch",
                Map.of(
                        "operations",
                        List.of(
                                Map.of("op", "create", "model", "Post", "item", post("p1")),
                                Map.of(
                                        "op",
                                        "create",
                                        "model",
                                        "Comment",
                                        "item",
                                        Map.of("id", "c1", "content", "C", "postID", "p1")),
                                operation("patch", "p1", Map.of("rating", 4)))));
        local("POST", "/v1/models/Post", post("p2"));
        local("PATCH", "/v1/models/Comment/c1", Map.of("postID", "p2"));
        local("POST", "/v1/models/Post", post("gone"));
        local("DELETE", "/v1/models/Post/gone", null);

        // When
        connect();

        // Then
        assertThat(remote("getPost", "p1", "rating")).containsEntry("rating", 4);
        assertThat(remote("getComment", "c1", "postID")).containsEntry("postID", "p2");
        assertThat(sql.rows("select id from backend.post where id = 'gone'")).isEmpty();
        assertThat(listed("/v1/dead-letters", "deadLetters")).isEmpty();
        assertThat(listed("/v1/conflicts", "conflicts")).isEmpty();
    }

    @Test
    void whereTheBackendHasTheKeyTheStrategyDecidesAndNothingIsOverwrittenAgainstACondition() {
        // Given
        sql.run(
                "insert into backend.post (id, title, status, rating)"
                        + " values ('taken', 'theirs', 'INACTIVE', 9),"
                        + " ('deleted', 'theirs', 'ACTIVE', 9)");
        local("POST", "/v1/models/Post", post("taken"));
        local("PATCH", "/v1/models/Post/taken?condition=" + UNRATED, Map.of("rating", 4));
        local("POST", "/v1/models/Post", post("deleted"));
        local("DELETE", "/v1/models/Post/deleted", null);

        // When
        connect();

        // Then
        assertThat(remote("getPost", "taken", "title status rating"))
                .containsEntry("title", "ours")
                .containsEntry("status", "ACTIVE")
                .containsEntry("rating", 9);
        assertThat(listed("/v1/conflicts", "conflicts"))
                .extracting("operation")
                .isEqualTo(List.of("update", "create"));
        assertThat(listed("/v1/dead-letters", "deadLetters")).hasSize(1);
        eventually(
                () ->
                        assertThat(sidecar.send("GET", "/v1/models/Post/taken", null))
                                .containsEntry("rating", 9)
                                .containsEntry("_pending", false));
        eventually(
                () ->
                        assertThat(sidecar.send("GET", "/v1/models/Post/deleted", null))
                                .containsEntry("title", "theirs"));
    }
}
