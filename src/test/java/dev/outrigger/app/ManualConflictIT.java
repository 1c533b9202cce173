package dev.outrigger.app;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.table.Strategies;
import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.config.NamedSections;
import dev.outrigger.config.RemoteConfig;
import dev.outrigger.config.ResolutionConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.config.SyncConfig;
import dev.outrigger.config.UsersConfig;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.sync.resolution.Strategy;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A whole sidecar that is configured to leave conflicts to somebody.
class ManualConflictIT {
    private static final String POST = "/v1/models/Post/p1";

    private final StartedParts parts = new StartedParts();
    private TestBackend backend;
    private RestartableSidecar sidecar;

    @BeforeEach
    void start() {
        Strategies strategies = Strategies.everywhere(new ConflictStrategy.OptimisticConcurrency());
        TestBackend.Setup setup =
                TestBackend.Setup.usual()
                        .with(TableSettings.inSchema("backend").withStrategies(strategies));
        backend = parts.keep(TestBackend.start(Schemas.demoDocument(), setup));
        sidecar = parts.keep(new RestartableSidecar(Schemas.demo()));
        startSidecar();
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    private void startSidecar() {
        SyncConfig usual = SyncConfig.DEFAULT;
        sidecar.start(
                RemoteConfig.of(backend.endpoint(), new Secret(TestBackend.API_KEY)),
                UsersConfig.DEFAULT,
                new SyncConfig(
                        usual.pageSize(),
                        usual.fullSyncInterval(),
                        usual.pullsAtOnce(),
                        usual.delivery(),
                        usual.refusals(),
                        new ResolutionConfig(new Strategy.Manual(), NamedSections.none()),
                        usual.models(),
                        usual.expressions()));
    }

    private Map<String, @Nullable Object> post() {
        return sidecar.send("GET", POST, null);
    }

    private Map<String, Object> atBackend() {
        return backend.call("{ getPost(id: \"p1\") { title rating _version } }").object("getPost");
    }

    private List<?> openConflicts() {
        return (List<?>)
                Objects.requireNonNull(
                        sidecar.send("GET", "/v1/conflicts?state=open", null).get("conflicts"));
    }

    /// The id of a conflict that waits: the sidecar and somebody else have changed the same post.
    private Object conflict() {
        sidecar.send("PUT", POST, Map.of("title", "base", "status", "ACTIVE", "rating", 1));
        eventually(() -> assertThat(post()).containsEntry("_version", 1));
        sidecar.send("POST", "/v1/sync/stop", null);
        sidecar.send("PATCH", POST, Map.of("title", "ours"));
        backend.call(
                "mutation { updatePost(input: {id: \"p1\", title: \"theirs\", rating: 2,"
                        + " _version: 1}) { id title status rating tags _version _deleted"
                        + " _lastChangedAt createdAt updatedAt } }");
        sidecar.send("POST", "/v1/sync/start", null);
        eventually(() -> assertThat(openConflicts()).hasSize(1));
        return Objects.requireNonNull(((Map<?, ?>) openConflicts().getFirst()).get("id"));
    }

    private void resolve(Object id, Object body) {
        assertThat(sidecar.send("POST", "/v1/conflicts/" + id + "/resolve", body))
                .containsEntry("state", "settled");
    }

    @Test
    void AC102_whatSomebodyDecidesReachesTheBackend() {
        // Given
        Object id = conflict();
        assertThat(post()).containsEntry("title", "ours").containsEntry("_pending", true);
        assertThat(atBackend()).containsEntry("title", "theirs");

        // When
        resolve(id, Map.of("decision", "item", "item", Map.of("title", "both")));

        // Then
        eventually(
                () ->
                        assertThat(atBackend())
                                .isEqualTo(Map.of("title", "both", "rating", 2, "_version", 3)));
        eventually(
                () ->
                        assertThat(post())
                                .containsEntry("title", "both")
                                .containsEntry("rating", 2)
                                .containsEntry("_pending", false));
    }

    @Test
    void aConflictWaitsThroughARestart() {
        // Given
        Object id = conflict();

        // When
        startSidecar();
        eventually(
                () ->
                        assertThat(sidecar.send("GET", "/v1/sync", null))
                                .containsEntry("state", "caught-up"));

        // Then
        assertThat(openConflicts()).hasSize(1);
        assertThat(atBackend()).containsEntry("title", "theirs");

        // When
        resolve(id, Map.of("decision", "retryLocal"));

        // Then
        eventually(() -> assertThat(atBackend()).containsEntry("title", "ours"));
        assertThat(sidecar.send("GET", "/v1/sync", null))
                .containsEntry("conflicts", Map.of("count", 1, "open", 0));
    }
}
