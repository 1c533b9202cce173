package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.WireLog.Exchange;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// An Amplify client that was away: for ever so far, for a while, or without noticing it.
@ForEachRelease
class CatchingUpIT {
    private static final String POST = "Post";
    private static final int POSTS = 25;

    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;
    private OtherWriter other;

    @BeforeParameterizedClassInvocation
    void start() {
        devices = new AmplifyDevices("catching-up", release, Schemas.demoDocument());
        other = new OtherWriter(devices.backend());
        IntStream.range(0, POSTS).forEach(number -> create("old " + number));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void theFirstStartPullsAllPagesOfOneChain() {
        // Given
        other.delete(POST, create("deleted"), 1);

        // When
        AmplifyClient device = devices.start(devices.setup("pages").with("syncPageSize", 10));

        // Then
        assertThat(device.list(POST)).hasSizeGreaterThanOrEqualTo(POSTS);
        assertThat(device.list(POST))
                .extracting(post -> post.get("title"))
                .doesNotContain("deleted");
        List<Exchange> pages = device.wire().exchanges("syncPosts");
        assertThat(pages).hasSizeGreaterThanOrEqualTo(3).allMatch(page -> page.status() == 200);
        assertThat(pages.getFirst().variables())
                .containsEntry("lastSync", 0)
                .containsEntry("limit", 10)
                .containsEntry("nextToken", null);
        assertThat(pages)
                .extracting(page -> page.result().get("startedAt"))
                .containsOnly(pages.getFirst().result().get("startedAt"));
        assertThat(String.valueOf(pages.getFirst().result().get("startedAt"))).hasSize(13);
        assertThat(pages.getLast().result()).containsEntry("nextToken", null);
        device.close();
    }

    @Test
    void noMoreThanTheGreatestNumberOfRecordsIsPulled() {
        // When
        AmplifyClient device =
                devices.start(
                        devices.setup("few").with("syncPageSize", 10).with("maxRecordsToSync", 15));

        // Then
        assertThat(device.wire().exchanges("syncPosts"))
                .extracting(page -> page.variables().get("limit"))
                .containsExactly(10, 5);
        assertThat(device.list(POST)).hasSizeLessThanOrEqualTo(15);
        device.close();
    }

    @Test
    void aRestartedDevicePullsOnlyWhatHasChanged() {
        // Given
        String changed = create("before");
        String deleted = create("deleted while it was away");
        var setup = devices.setup("restarted");
        AmplifyClient device = devices.start(setup);
        Object checkpoint =
                device.wire().exchanges("syncPosts").getLast().result().get("startedAt");

        // When
        AmplifyClient again =
                devices.restarted(
                        device,
                        setup,
                        () -> {
                            other.update(
                                    POST, Map.of("id", changed, "title", "after", "_version", 1));
                            other.delete(POST, deleted, 1);
                        });

        // Then
        assertThat(again.get(POST, changed)).containsEntry("title", "after");
        assertThat(again.get(POST, deleted)).isNull();
        assertThat(again.list(POST)).hasSizeGreaterThanOrEqualTo(POSTS);
        Exchange delta = again.wire().exchanges("syncPosts").getFirst();
        assertThat(delta.variables()).containsEntry("lastSync", checkpoint);
        assertThat(items(delta))
                .extracting(item -> item.get("id"))
                .contains(changed, deleted)
                .hasSizeLessThan(POSTS);
        again.close();
    }

    @Test
    void whatWasSavedOfflineIsDeliveredInOrderAfterTheDelta() {
        // Given
        AmplifyClient device = devices.start("offline");
        String shared = create("shared");
        eventually(() -> assertThat(device.version(POST, shared)).isEqualTo(1));

        // When
        device.goOffline();
        String first = saved(device, "first");
        String second = saved(device, "second");
        device.update(POST, shared, Map.of("rating", 4));
        String missed = create("missed");
        assertThat(device.get(POST, missed)).isNull();
        device.goOnline();

        // Then
        eventually(() -> assertThat(device.get(POST, missed)).isNotNull());
        eventually(() -> assertThat(device.version(POST, shared)).isEqualTo(2));
        assertThat(device.wire().exchanges("createPost"))
                .extracting(exchange -> exchange.input().get("id"))
                .containsExactly(first, second);
        assertThat(device.wire().exchanges("updatePost").getLast().input())
                .containsOnlyKeys("id", "rating", "_version")
                .containsEntry("_version", 1);
        assertThat(device.outboxCount()).isZero();
        device.close();
    }

    @Test
    void aLostSocketIsReplacedAndTheDeltaFillsTheGap() {
        // Given
        AmplifyClient device = devices.start("dropped");
        int subscriptions = device.wire().sent("start").size();

        // When
        device.dropSockets();
        String missed = create("missed by the socket");

        // Then
        eventually(() -> assertThat(device.get(POST, missed)).isNotNull());
        assertThat(device.wire().dials()).hasSize(2);
        assertThat(device.wire().exchanges("syncPosts").getLast().variables().get("lastSync"))
                .isNotEqualTo(0);

        // When
        device.awaitSubscriptions(2 * subscriptions);
        String live = create("told by the new socket");

        // Then
        eventually(() -> assertThat(device.get(POST, live)).isNotNull());
        assertThat(told(device, "onCreatePost")).contains(live);
        device.close();
    }

    @Test
    void theHandshakeAndEverySubscriptionAreAcknowledged() {
        // When
        AmplifyClient device = devices.start("handshake");

        // Then
        assertThat(device.wire().chosenProtocols()).containsOnly("graphql-ws");
        assertThat(device.wire().received("connection_ack"))
                .first()
                .extracting("payload")
                .isEqualTo(Map.of("connectionTimeoutMs", 300_000));
        assertThat(device.wire().received("start_ack"))
                .extracting(frame -> frame.get("id"))
                .containsExactlyInAnyOrderElementsOf(
                        device.wire().sent("start").stream()
                                .map(frame -> frame.get("id"))
                                .toList());
        assertThat(device.wire().received("ka")).isNotEmpty();
        assertThat(device.wire().received("error")).isEmpty();
        assertThat(device.events("error")).isEmpty();

        // When
        device.stop();

        // Then
        eventually(() -> assertThat(device.wire().received("complete")).hasSize(6));
        device.close();
    }

    private static String saved(AmplifyClient device, String title) {
        return String.valueOf(
                device.save(POST, Map.of("title", title, "status", "ACTIVE")).get("id"));
    }

    private String create(String title) {
        return other.create(POST, Map.of("title", title, "status", "ACTIVE"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> items(Exchange page) {
        return (List<Map<String, @Nullable Object>>) page.result().get("items");
    }

    /// The ids of the items that came as events.
    private static List<Object> told(AmplifyClient device, String field) {
        return device.wire().received("data").stream()
                .map(frame -> (Map<?, ?>) ((Map<?, ?>) frame.get("payload")).get("data"))
                .filter(data -> data.containsKey(field))
                .<Object>map(data -> ((Map<?, ?>) data.get(field)).get("id"))
                .toList();
    }
}
