package dev.outrigger.app;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.table.Strategies;
import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.config.AdviserConfig;
import dev.outrigger.config.ModelResolution;
import dev.outrigger.config.NamedSections;
import dev.outrigger.config.RemoteConfig;
import dev.outrigger.config.ResolutionConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.config.SyncConfig;
import dev.outrigger.config.UsersConfig;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.sync.resolution.Strategy;
import dev.outrigger.testing.FakeWebhook;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A whole sidecar that is configured to ask somebody, or a program, about conflicts.
class AskingAboutConflictsIT {
    private static final String POST = "/v1/models/Post/p1";
    private static final ResolutionConfig MANUAL =
            ResolutionConfig.everywhere(new Strategy.Manual());

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
    }

    @AfterEach
    void stop() {
        parts.close();
    }

    private void startSidecar(ResolutionConfig conflicts) {
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
                        conflicts,
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

    /// The sidecar and somebody else change the same post.
    private void conflict() {
        sidecar.send("PUT", POST, Map.of("title", "base", "status", "ACTIVE", "rating", 1));
        eventually(() -> assertThat(post()).containsEntry("_version", 1));
        sidecar.send("POST", "/v1/sync/stop", null);
        sidecar.send("PATCH", POST, Map.of("title", "ours"));
        backend.call(
                "mutation { updatePost(input: {id: \"p1\", title: \"theirs\", rating: 2,"
                        + " _version: 1}) { id title status rating tags _version _deleted"
                        + " _lastChangedAt createdAt updatedAt } }");
        sidecar.send("POST", "/v1/sync/start", null);
    }

    /// The id of a conflict that waits.
    private Object openConflict() {
        conflict();
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
        startSidecar(MANUAL);
        Object id = openConflict();
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
        startSidecar(MANUAL);
        Object id = openConflict();

        // When
        startSidecar(MANUAL);
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

    @Test
    void AC102_whatAProgramDecidesReachesTheBackendOnceItAnswers() {
        // Given
        FakeWebhook webhook = parts.keep(FakeWebhook.start());
        webhook.answer(_ -> new FakeWebhook.Reply.Text(500, ""));
        ModelResolution asked =
                new ModelResolution(new Strategy.Webhook(), new AdviserConfig(webhook.url(), null));
        startSidecar(
                new ResolutionConfig(
                        ResolutionConfig.DEFAULT.usual(),
                        new NamedSections<>(Map.of("Post", asked)),
                        new AdviserConfig.Limits(Duration.ofSeconds(2), 1)));
        conflict();
        eventually(() -> assertThat(webhook.requests()).hasSizeGreaterThan(1));
        assertThat(atBackend()).containsEntry("title", "theirs");

        // When
        webhook.answer(
                event ->
                        FakeWebhook.Reply.json(
                                Map.of(
                                        "decision",
                                        "item",
                                        "item",
                                        Map.of("title", titles(event)))));

        // Then
        eventually(
                () ->
                        assertThat(atBackend())
                                .containsEntry("title", "theirs and ours")
                                .containsEntry("rating", 2));
        eventually(() -> assertThat(post()).containsEntry("_pending", false));
    }

    private static String titles(Map<String, @Nullable Object> event) {
        Map<?, ?> remote = (Map<?, ?>) Objects.requireNonNull(event.get("remote"));
        Map<?, ?> local = (Map<?, ?>) Objects.requireNonNull(event.get("local"));
        return remote.get("title") + " and " + local.get("title");
    }
}
