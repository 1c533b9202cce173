package dev.outrigger.runtime;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.replica.Quarantine;
import dev.outrigger.replica.QuarantinedItem;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What becomes of items that could not be taken in.
class QuarantineRetryTest {
    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();
    private final Quarantine quarantine = run.store().asStore().quarantine();

    private static RemoteItem post(String id, long version) {
        return anItem("Post").withId(id).withVersion(version).remote();
    }

    private static UnreadItem unread(String id) {
        return new UnreadItem(
                "Post", post(id, 1).key(), new Version(1), "{\"id\": \"" + id + "\"}", "why");
    }

    private void quarantined(UnreadItem... items) {
        await(run.store().asStore().apply("Post", List.of(), List.of(items), null));
    }

    private List<String> kept() {
        return await(quarantine.list(null, 0, 1_000)).stream()
                .map(QuarantinedItem::item)
                .map(UnreadItem::json)
                .toList();
    }

    /// As many pages as a round has models.
    private void pullsBringNothing() {
        run.status()
                .models()
                .forEach(
                        _ ->
                                backend.answersNextPull(
                                        new PullOutcome.Page(
                                                List.of(),
                                                List.of(),
                                                null,
                                                ScriptedBackend.STARTED_AT)));
    }

    @Test
    void AC127_aChangeThatIsToldWithoutItsItemIsPulledAtOnce() {
        // Given
        run.caughtUp();
        backend.answersNextPull(
                new PullOutcome.Page(
                        List.of(post("p1", 2)), List.of(), null, ScriptedBackend.STARTED_AT));

        // When
        backend.feedUnread(new UnreadItem("Post", null, null, "null", "it is null"));
        run.rest();

        // Then
        assertThat(run.item(post("p1", 2).key())).isPresent();
        assertThat(run.status().state()).isEqualTo("caught-up");
        assertThat(kept()).isEmpty();
    }

    @Test
    void AC115_AC127_syncGoesOnBesideWhatCannotBeReadAndANewerVersionReplacesIt() {
        // Given
        backend.answersNextPull(
                new PullOutcome.Page(
                        List.of(post("p2", 1)),
                        List.of(unread("p1")),
                        null,
                        ScriptedBackend.STARTED_AT));

        // When
        run.caughtUp();

        // Then
        assertThat(run.status().state()).isEqualTo("caught-up");
        assertThat(run.item(post("p2", 1).key())).isPresent();
        assertThat(kept()).hasSize(1);

        // When
        backend.feed(post("p1", 2));
        run.rest();

        // Then
        assertThat(run.item(post("p1", 2).key())).isPresent();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatIsFineAtTheNextStartIsStored() {
        // Given
        quarantined(unread("p1"), unread("p2"));
        backend.holds(post("p1", 1));
        backend.holds(post("p2", 3));
        pullsBringNothing();

        // When
        run.caughtUp();

        // Then
        assertThat(run.item(post("p1", 1).key())).isPresent();
        assertThat(run.item(post("p2", 3).key()).orElseThrow().version()).isEqualTo(new Version(3));
        assertThat(kept()).isEmpty();
    }

    @Test
    void aRequestForSyncReadsThemAgainAndForgetsWhatIsGone() {
        // Given
        run.caughtUp();
        quarantined(unread("p1"), unread("gone"));
        backend.holds(post("p1", 1));
        pullsBringNothing();

        // When
        run.now();

        // Then
        assertThat(run.item(post("p1", 1).key())).isPresent();
        assertThat(kept()).isEmpty();
        assertThat(backend.fetched()).hasSize(2);
    }

    @Test
    void whatTheBackendHasForgottenMeanwhileLeavesTheReplicaToo() {
        // Given an item whose deletion could not be read, and is forgotten now
        run.caughtUp();
        await(run.store().asStore().apply("Post", List.of(post("gone", 1), post("p1", 1)), null));
        quarantined(
                new UnreadItem("Post", post("gone", 1).key(), new Version(2), "{}", "torn"),
                new UnreadItem("Post", post("p1", 1).key(), new Version(2), "{}", "torn"));
        backend.holds(post("p1", 2));
        pullsBringNothing();

        // When
        run.now();

        // Then
        assertThat(run.item(post("gone", 1).key())).isEmpty();
        assertThat(run.item(post("p1", 2).key())).isPresent();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatTheBackendHasForgottenStaysWhileItHasChangesOfOnesOwn() {
        // Given
        run.caughtUp();
        await(run.store().asStore().apply("Post", List.of(post("gone", 1)), null));
        backend.answersLate();
        run.save(anItem("Post").withId("gone").patch("title", "mine"));
        quarantined(new UnreadItem("Post", post("gone", 1).key(), new Version(2), "{}", "torn"));

        // When
        run.now();

        // Then
        assertThat(run.item(post("gone", 1).key()).orElseThrow().pending()).isTrue();
    }

    @Test
    void whatComesAgainWhileTheBackendLooksForItStays() {
        // Given
        run.caughtUp();
        await(run.store().asStore().apply("Post", List.of(post("gone", 1)), null));
        quarantined(new UnreadItem("Post", post("gone", 1).key(), new Version(2), "{}", "torn"));
        backend.afterEachLook(
                () -> await(run.store().asStore().apply("Post", List.of(post("gone", 3)), null)));

        // When
        run.now();

        // Then
        assertThat(run.item(post("gone", 1).key()).orElseThrow().version())
                .isEqualTo(new Version(3));
    }

    @Test
    void whileTheBackendIsOutOfReachTheyStayAndNothingIsAsked() {
        // Given
        quarantined(unread("p1"));
        backend.unreachable();

        // When
        run.start();
        run.now();

        // Then
        assertThat(kept()).hasSize(1);
        assertThat(backend.fetched()).isEmpty();
    }

    @Test
    void whatHasNoKeyIsNotAskedFor() {
        // Given
        quarantined(new UnreadItem("Post", null, null, "null", "it is null"));

        // When
        run.caughtUp();

        // Then
        assertThat(kept()).containsExactly("null");
        assertThat(backend.fetched()).isEmpty();
    }

    @Test
    void aLargeQuarantineIsGoneThroughInPortionsThatHalveWhereTheBackendWantsLess() {
        // Given
        backend.fetchesTogether(7);
        List<ItemKey> keys =
                IntStream.range(0, 110).mapToObj(each -> post("p" + each, 1).key()).toList();
        quarantined(
                IntStream.range(0, 110)
                        .mapToObj(each -> unread("p" + each))
                        .toArray(UnreadItem[]::new));
        IntStream.range(0, 110).forEach(each -> backend.holds(post("p" + each, 1)));
        pullsBringNothing();

        // When
        run.caughtUp();

        // Then
        assertThat(kept()).isEmpty();
        assertThat(keys).allSatisfy(key -> assertThat(run.item(key)).isPresent());
    }

    @Test
    void AC115_whatTheChangefeedTellsAndCannotBeReadIsToldAndKept() {
        // Given
        run.caughtUp();

        // When
        backend.feedUnread(unread("p1"));
        backend.feedUnread(unread("p2"));
        run.rest();

        // Then
        assertThat(run.told("nonApplicableDataReceived"))
                .containsOnly(Map.of("modelName", "Post", "errors", List.of("why")))
                .hasSize(2);
        assertThat(kept()).hasSize(2);
        assertThat(run.status().state()).isEqualTo("caught-up");
    }
}
