package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.WireLog.Exchange;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Two Amplify clients that share posts and comments: what each shows, and what went over the wire.
@ForEachRelease
class TwoDevicesIT {
    private static final String POST = "Post";
    private static final String COMMENT = "Comment";

    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;
    private AmplifyClient phone;
    private AmplifyClient laptop;

    @BeforeParameterizedClassInvocation
    void start() {
        devices = new AmplifyDevices("two", release, Schemas.demoDocument());
        phone = devices.start("phone");
        laptop = devices.start("laptop");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void aPostIsCreatedChangedAndDeletedInTurns() {
        // When, Then
        String id = savedOnPhone("created");
        eventually(() -> assertThat(laptop.version(POST, id)).isEqualTo(1));
        assertThat(laptop.get(POST, id))
                .containsEntry("title", "created")
                .containsEntry("status", "ACTIVE")
                .containsEntry("rating", null);

        laptop.update(POST, id, Map.of("rating", 3, "tags", List.of("x", "y")));
        eventually(() -> assertThat(phone.version(POST, id)).isEqualTo(2));
        assertThat(phone.get(POST, id))
                .containsEntry("rating", 3)
                .containsEntry("tags", List.of("x", "y"));

        phone.update(POST, id, Map.of("title", "changed"));
        eventually(() -> assertThat(laptop.version(POST, id)).isEqualTo(3));
        assertThat(laptop.get(POST, id)).containsEntry("title", "changed");

        laptop.delete(POST, id);
        eventually(() -> assertThat(phone.get(POST, id)).isNull());
    }

    @Test
    void everyAnswerToAMutationIsTheWholeItemWithItsMetadata() {
        // Given
        String id = savedOnPhone("metadata");
        phone.update(POST, id, Map.of("rating", 1));
        eventually(() -> assertThat(phone.version(POST, id)).isEqualTo(2));

        // When
        phone.delete(POST, id);

        // Then
        eventually(() -> assertThat(exchanges(phone, "deletePost", id)).hasSize(1));
        assertThat(exchanges(phone, "createPost", id).getFirst().result())
                .containsEntry("title", "metadata")
                .containsEntry("_version", 1)
                .containsEntry("_deleted", null);
        assertThat(exchanges(phone, "updatePost", id).getFirst().result())
                .containsEntry("title", "metadata")
                .containsEntry("rating", 1)
                .containsEntry("_version", 2)
                .containsEntry("_deleted", null);
        assertThat(exchanges(phone, "deletePost", id).getFirst().result())
                .containsEntry("title", "metadata")
                .containsEntry("_version", 3)
                .containsEntry("_deleted", true)
                .extractingByKey("_lastChangedAt")
                .asString()
                .hasSize(13);
    }

    @Test
    void commentsAreFoundFromTheirPostAndThePostFromThem() {
        // Given
        String post = savedOnPhone("with comments");

        // When
        String first = commentOnPhone(post, "first");
        String second = commentOnPhone(post, "second");

        // Then
        eventually(
                () ->
                        assertThat(laptop.children(POST, post, "comments"))
                                .extracting(comment -> comment.get("id"))
                                .containsExactlyInAnyOrder(first, second));
        assertThat(laptop.related(COMMENT, first, "post")).containsEntry("id", post);
        assertThat(exchanges(phone, "createComment", first).getFirst().input())
                .containsEntry("postID", post)
                .doesNotContainKey("_version");
    }

    @Test
    void deletingAPostDeletesItsCommentsFirst() {
        // Given
        String post = savedOnPhone("to be deleted");
        String comment = commentOnPhone(post, "goes with it");
        eventually(() -> assertThat(laptop.version(COMMENT, comment)).isEqualTo(1));
        eventually(() -> assertThat(laptop.version(POST, post)).isEqualTo(1));

        // When
        laptop.delete(POST, post);

        // Then
        eventually(() -> assertThat(phone.get(POST, post)).isNull());
        assertThat(phone.get(COMMENT, comment)).isNull();
        assertThat(exchanges(laptop, "deleteComment", comment)).hasSize(1);
        assertThat(exchanges(laptop, "deletePost", post)).hasSize(1);
    }

    @Test
    void anObservationTellsWhatTheOtherDeviceDid() {
        // Given
        phone.observe(POST);
        String id = savedOnLaptop("observed");
        eventually(() -> assertThat(phone.version(POST, id)).isEqualTo(1));

        // When
        laptop.delete(POST, id);

        // Then
        eventually(() -> assertThat(observed(id)).containsExactly("INSERT", "DELETE"));
    }

    private List<Object> observed(String id) {
        return phone.events("observe").stream()
                .filter(event -> ((Map<?, ?>) event.get("element")).get("id").equals(id))
                .map(event -> event.get("opType"))
                .toList();
    }

    @Test
    void aLiveQueryFollowsTheOtherDevice() {
        // Given
        phone.observeQuery(
                POST,
                Map.of(
                        "where",
                        Map.of("title", Map.of("beginsWith", "live")),
                        "sort",
                        List.of(Map.of("field", "rating", "direction", "DESCENDING"))));

        // When
        laptop.save(POST, Map.of("title", "live 1", "status", "ACTIVE", "rating", 1));
        laptop.save(POST, Map.of("title", "dead 3", "status", "ACTIVE", "rating", 3));
        laptop.save(POST, Map.of("title", "live 2", "status", "ACTIVE", "rating", 2));

        // Then
        eventually(
                () ->
                        assertThat(phone.events("snapshot").getLast().get("items"))
                                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                                .extracting(item -> item.get("title"))
                                .containsExactly("live 2", "live 1"));
    }

    @Test
    void aFieldIsRemovedByNull() {
        // Given
        String id = savedOnLaptop("rated");
        laptop.update(POST, id, Map.of("rating", 5));
        eventually(() -> assertThat(laptop.version(POST, id)).isEqualTo(2));

        // When
        laptop.update(POST, id, Collections.singletonMap("rating", null));

        // Then
        eventually(() -> assertThat(phone.version(POST, id)).isEqualTo(3));
        assertThat(phone.get(POST, id)).containsEntry("rating", null);
    }

    private String savedOnPhone(String title) {
        return saved(phone, title);
    }

    private String savedOnLaptop(String title) {
        return saved(laptop, title);
    }

    private static String saved(AmplifyClient device, String title) {
        String id =
                String.valueOf(
                        device.save(POST, Map.of("title", title, "status", "ACTIVE")).get("id"));
        // Its next write goes out with the version that it knows, so that has to be there first.
        eventually(() -> assertThat(device.version(POST, id)).isEqualTo(1));
        return id;
    }

    private String commentOnPhone(String post, String content) {
        Object parent = Map.of("$ref", List.of(POST, post));
        return String.valueOf(
                phone.save(COMMENT, Map.of("content", content, "post", parent)).get("id"));
    }

    /// The mutations of an item that a device has sent.
    private static List<Exchange> exchanges(AmplifyClient device, String mutation, String id) {
        return device.wire().exchanges(mutation).stream()
                .filter(exchange -> id.equals(exchange.input().get("id")))
                .toList();
    }
}
