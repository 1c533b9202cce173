package dev.outrigger.sync.pull;

import static dev.outrigger.sync.pull.SyncRun.BACKEND_TIME;
import static dev.outrigger.sync.pull.SyncRun.LIMITS;
import static dev.outrigger.sync.pull.SyncRun.POST;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// When a replica listens, what it pulls, and when it is caught up.
class SyncMachineTest {
    private SyncRun run = new SyncRun(Schemas.demo());

    @Test
    void AC108_aRecentBaseSyncIsFollowedByADeltaFromItsCheckpoint() {
        // When
        run.listening(SyncRun.pulledAt(BACKEND_TIME, run.now().minus(Duration.ofHours(23))));

        // Then
        assertThat(run.pulled())
                .containsExactly(
                        new PageRequest(
                                "Post", BACKEND_TIME.minusSeconds(2), null, LIMITS.pageItems()));
    }

    @Test
    void AC108_aBaseSyncOlderThanTheIntervalIsFollowedByABaseSync() {
        // When
        run.listening(
                SyncRun.pulledAt(
                        BACKEND_TIME, run.now().minus(Duration.ofHours(24)).minusMillis(1)));

        // Then
        assertThat(run.pulled())
                .containsExactly(new PageRequest("Post", null, null, LIMITS.pageItems()));
    }

    @Test
    void AC109_aModelWithoutCheckpointGetsABaseSync() {
        // When
        run.listening(Map.of());

        // Then
        assertThat(run.pulled()).extracting(PageRequest::lastSync).containsOnlyNulls();
    }

    @Test
    void AC109_aBaseSyncInTheFutureIsNotTrusted() {
        // When
        run.listening(SyncRun.pulledAt(BACKEND_TIME, run.now().plus(Duration.ofDays(365))));

        // Then
        assertThat(run.pulled()).extracting(PageRequest::lastSync).containsOnlyNulls();
    }

    @Test
    void AC113_modelsArePulledAfterTheModelsThatTheyBelongTo() {
        // Given
        Schema schema = BlogSchema.SCHEMA;
        run = new SyncRun(schema);
        run.listening(Map.of());
        List<String> asked = new ArrayList<>();

        // When
        List<PageRequest> open = new ArrayList<>(run.pulled());
        while (!open.isEmpty()) {
            String model = open.removeFirst().model();
            asked.add(model);
            run.page(model, "more");
            run.stored(model);
            run.page(model, null);
            run.stored(model);
            open.addAll(run.pulled());
        }

        // Then
        assertThat(run.state()).isInstanceOf(SyncState.CaughtUp.class);
        assertThat(asked)
                .hasSize(schema.parentsFirst().size())
                .containsSubsequence("Blog", "Post", "Comment")
                .containsSubsequence("Depot", "Shelf");
    }

    @Test
    void AC114_aModelThatFailsDoesNotKeepTheOthersBackAndGetsNoCheckpoint() {
        // Given
        run.listening(Map.of());

        // When
        run.fails("Post");

        // Then
        assertThat(run.announced()).containsExactly(new Notice.ModelFailed("Post", "no answer"));
        assertThat(run.pulled()).extracting(PageRequest::model).containsExactly("Comment");
        run.page("Comment", null);
        run.stored("Comment");
        assertThat(run.failed()).containsExactly("Post");
        assertThat(run.announced())
                .doesNotContain(new Notice.SyncQueriesReady(), new Notice.Ready());
    }

    @Test
    void AC116_onlyTheFailedModelIsAskedAgainWithGrowingWaits() {
        // Given
        run.listening(Map.of());
        run.fails("Post");
        run.page("Comment", null);
        run.stored("Comment");

        // When
        List<Duration> waits = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            waits.add(run.waitArmed());
            run.on(new SyncEvent.WaitOver(run.state().session()));
            run.on(new SyncEvent.CheckpointsLoaded(run.state().session(), Checkpoints.none()));
            assertThat(run.pulled()).extracting(PageRequest::model).containsExactly("Post");
            run.fails("Post");
        }

        // Then
        assertThat(waits)
                .containsExactly(
                        Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
    }

    @Test
    void theRoundThatMendsTheFailedModelEndsReadyAndWaitsForTheNextFullSync() {
        // Given
        run.listening(Map.of());
        run.fails("Post");
        run.page("Comment", null);
        run.stored("Comment");
        run.on(new SyncEvent.WaitOver(run.state().session()));
        run.on(new SyncEvent.CheckpointsLoaded(run.state().session(), Checkpoints.none()));

        // When
        run.page("Post", null);
        run.stored("Post");

        // Then
        assertThat(run.announced()).contains(new Notice.SyncQueriesReady(), new Notice.Ready());
        assertThat(run.waitArmed()).isEqualTo(LIMITS.fullSyncInterval());
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void AC128_whatTheChangefeedBringsDuringThePullIsAppliedAfterItInItsOrder() {
        // Given
        RemoteItem later = anItem("Comment").remote();
        run.listening(Map.of());
        run.page("Post", null);

        // When
        run.feed(POST);
        run.stored("Post");
        run.feed(later);
        run.page("Comment", null);
        run.stored("Comment");

        // Then
        assertThat(run.commands())
                .filteredOn(SyncCommand.StoreFeed.class::isInstance)
                .containsExactly(new SyncCommand.StoreFeed(1, List.of(POST, later)));
        assertThat(run.commands().getLast()).isInstanceOf(SyncCommand.ArmWait.class);
    }

    @Test
    void aBufferThatOverflowsIsLetGoAndADeltaFollows() {
        // Given
        RemoteItem last = anItem("Post").withVersion(3).remote();
        run.listening(Map.of());
        run.feed(POST);
        run.feed(anItem("Post").withVersion(2).remote());
        run.feed(last);
        run.page("Post", null);
        run.stored("Post");
        run.page("Comment", null);

        // When
        run.stored("Comment");

        // Then
        assertThat(run.commands()).last().isEqualTo(new SyncCommand.LoadCheckpoints(1));
        assertThat(run.announced()).doesNotContain(new Notice.Ready());
        run.on(
                new SyncEvent.CheckpointsLoaded(
                        1, Checkpoints.finished(SyncRun.pulledAt(BACKEND_TIME, run.now()))));
        assertThat(run.pulled())
                .extracting(PageRequest::lastSync)
                .containsExactly(BACKEND_TIME.minusSeconds(2));
    }

    @Test
    void AC137_aLostLinkIsOpenedAgainAndEndsInAPull() {
        // Given
        run.caughtUp();

        // When
        run.on(new SyncEvent.LinkLost(1, "reset"));
        Duration wait = run.waitArmed();
        run.on(new SyncEvent.WaitOver(1));
        List<SyncCommand> reopened = List.copyOf(run.commands());
        run.on(new SyncEvent.LinkAcknowledged(2));
        run.on(
                new SyncEvent.CheckpointsLoaded(
                        2, Checkpoints.finished(SyncRun.pulledAt(BACKEND_TIME, run.now()))));

        // Then
        assertThat(wait).isEqualTo(Duration.ofMillis(200));
        assertThat(reopened).containsExactly(new SyncCommand.OpenLink(2));
        assertThat(run.pulled())
                .extracting(PageRequest::lastSync)
                .containsExactly(BACKEND_TIME.minusSeconds(2));
    }

    @Test
    void AC137_aLinkThatIsLostBeforeTheFirstPullIsTriedAgainAndToldOnce() {
        // Given
        run.on(new SyncEvent.StartRequested());

        // When
        List<Notice> told = new ArrayList<>();
        List<Duration> waits = new ArrayList<>();
        for (int attempt = 0; attempt < 3; attempt++) {
            run.on(new SyncEvent.LinkLost(run.state().session(), "refused"));
            told.addAll(run.announced());
            waits.add(run.waitArmed());
            run.on(new SyncEvent.WaitOver(run.state().session()));
        }

        // Then
        assertThat(told).containsExactly(new Notice.NetworkStatus(false));
        assertThat(waits).isSorted().doesNotHaveDuplicates();
        assertThat(run.state()).isEqualTo(new SyncState.Connecting(4, 3));
    }
}
