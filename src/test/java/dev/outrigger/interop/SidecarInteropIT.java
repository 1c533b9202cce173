package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.AmplifySetup;
import dev.outrigger.testing.RunningSidecar;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// Two sidecars and the unmodified Amplify DataStore as three devices of our backend.
@ForEachRelease
class SidecarInteropIT {
    private static final String POST = "Post";
    private static final String COMMENT = "Comment";

    @Parameter AmplifyRelease release;

    private final StartedParts parts = new StartedParts();
    private AmplifyClient amplify;
    private RunningSidecar phone;
    private RunningSidecar laptop;

    @BeforeParameterizedClassInvocation
    void start() {
        Schema schema = Schemas.demo();
        TestBackend backend = parts.keep(TestBackend.start(Schemas.demoDocument()));
        Database database = parts.keep(Database.open(TestDatabase.fresh("interop")));
        URI endpoint = backend.endpoint();
        AmplifySetup setup = AmplifySetup.of(release, "beside-sidecars", schema, endpoint);
        amplify = parts.keep(AmplifyClient.configured(setup));
        amplify.start();
        phone = parts.keep(RunningSidecar.start("phone", database, schema, endpoint));
        laptop = parts.keep(RunningSidecar.start("laptop", database, schema, endpoint));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        parts.close();
    }

    @Test
    void whatAmplifySavesReachesBothSidecars() {
        // When
        String id = savedByAmplify("from Amplify");

        // Then
        for (RunningSidecar sidecar : List.of(phone, laptop)) {
            eventually(
                    () ->
                            assertThat(sidecar.get(POST, id))
                                    .containsEntry("title", "from Amplify")
                                    .containsEntry("tags", List.of("a", "b"))
                                    .containsEntry("_version", 1));
        }
    }

    @Test
    void whatASidecarSavesReachesAmplifyAndTheOtherSidecar() {
        // When
        String id = savedOnPhone("from the phone");

        // Then
        eventually(
                () ->
                        assertThat(amplify.get(POST, id))
                                .extracting("title", "status", "rating")
                                .containsExactly("from the phone", "ACTIVE", null));
        eventually(() -> assertThat(laptop.get(POST, id)).containsEntry("_version", 1));
    }

    @Test
    void updatesTravelBothWays() {
        // Given
        String id = savedByAmplify("first");
        eventually(() -> assertThat(phone.get(POST, id)).isNotNull());

        // When
        phone.patch(POST, id, Map.of("rating", 4));
        eventually(() -> assertThat(amplify.get(POST, id)).extracting("rating").isEqualTo(4));
        amplify.update(POST, id, Map.of("title", "second"));

        // Then
        eventually(
                () ->
                        assertThat(laptop.get(POST, id))
                                .containsEntry("title", "second")
                                .containsEntry("rating", 4)
                                .containsEntry("_version", 3));
    }

    @Test
    void deletesTravelBothWays() {
        // Given
        String theirs = savedByAmplify("deleted by Amplify");
        String ours = savedOnPhone("deleted on the phone");
        eventually(() -> assertThat(laptop.get(POST, theirs)).isNotNull());
        eventually(() -> assertThat(amplify.get(POST, ours)).isNotNull());

        // When
        amplify.delete(POST, theirs);
        phone.delete(POST, ours);

        // Then
        eventually(() -> assertThat(laptop.get(POST, theirs)).isNull());
        eventually(() -> assertThat(amplify.get(POST, ours)).isNull());
    }

    @Test
    void aCommentKeepsItsPostBothWays() {
        // Given
        String post = savedByAmplify("with comments");
        eventually(() -> assertThat(phone.get(POST, post)).isNotNull());

        // When
        String ours = idOf(phone.create(COMMENT, Map.of("content", "ours", "postID", post)));
        String theirs =
                idOf(
                        amplify.save(
                                COMMENT,
                                Map.of(
                                        "content",
                                        "theirs",
                                        "post",
                                        Map.of("$ref", List.of(POST, post)))));

        // Then
        eventually(() -> assertThat(amplify.get(COMMENT, ours)).isNotNull());
        assertThat(amplify.related(COMMENT, ours, "post")).extracting("id").isEqualTo(post);
        eventually(() -> assertThat(laptop.get(COMMENT, theirs)).containsEntry("postID", post));
    }

    @Test
    void everyDeviceCatchesUpAfterAmplifyWasOffline() {
        // Given
        String shared = savedByAmplify("shared");
        eventually(() -> assertThat(phone.get(POST, shared)).isNotNull());
        amplify.goOffline();

        // When
        String offline = idOf(amplify.save(POST, Map.of("title", "offline", "status", "ACTIVE")));
        String missed = savedOnPhone("missed");
        phone.patch(POST, shared, Map.of("rating", 1));
        eventually(() -> assertThat(laptop.get(POST, missed)).isNotNull());
        assertThat(amplify.get(POST, missed)).isNull();
        assertThat(laptop.get(POST, offline)).isNull();
        amplify.goOnline();

        // Then
        eventually(() -> assertThat(laptop.get(POST, offline)).isNotNull());
        eventually(() -> assertThat(amplify.get(POST, missed)).isNotNull());
        eventually(() -> assertThat(amplify.get(POST, shared)).extracting("rating").isEqualTo(1));
    }

    /// A post that Amplify saved and knows to be at the backend.
    private String savedByAmplify(String title) {
        String id =
                idOf(
                        amplify.save(
                                POST,
                                Map.of(
                                        "title",
                                        title,
                                        "status",
                                        "ACTIVE",
                                        "tags",
                                        List.of("a", "b"))));
        // Its next write goes out with the version that it knows, so that has to be there first.
        eventually(() -> assertThat(amplify.get(POST, id)).extracting("createdAt").isNotNull());
        return id;
    }

    private String savedOnPhone(String title) {
        return idOf(phone.create(POST, Map.of("title", title, "status", "ACTIVE")));
    }

    private static String idOf(Map<?, ?> item) {
        return String.valueOf(item.get("id"));
    }
}
