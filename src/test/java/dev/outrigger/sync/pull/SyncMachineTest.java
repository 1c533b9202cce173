package dev.outrigger.sync.pull;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.Schemas;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// When a replica listens, what it pulls, and when it is caught up.
class SyncMachineTest {
    private static final Instant BACKEND_TIME = Instant.parse("2026-03-02T10:00:00Z");
    private static final RemoteItem POST = anItem("Post").remote();
    private static final PullLimits LIMITS =
            new PullLimits(100, 2, Duration.ofHours(24), Duration.ofSeconds(2));

    private final List<SyncCommand> commands = new ArrayList<>();
    private SyncMachine machine = new SyncMachine(Schemas.demo(), LIMITS);
    private SyncState state = new SyncState.Stopped(0);
    private Instant now = SAVED_AT;

    /// Steps the machine; only what this step commands is kept.
    private List<SyncCommand> on(SyncEvent event) {
        SyncStep step = machine.step(state, event, new Moment(now, 0));
        state = step.next();
        commands.clear();
        commands.addAll(step.commands());
        return commands;
    }

    private void listening(Map<String, SyncCheckpoint> checkpoints) {
        on(new SyncEvent.StartRequested());
        on(new SyncEvent.LinkAcknowledged(state.session()));
        on(new SyncEvent.CheckpointsLoaded(state.session(), checkpoints));
    }

    private List<SyncCommand> page(String model, @Nullable String next, RemoteItem... items) {
        return on(
                new SyncEvent.PageAnswered(
                        state.session(),
                        model,
                        new PullOutcome.Page(List.of(items), List.of(), next, BACKEND_TIME)));
    }

    private List<SyncCommand> stored(String model) {
        return on(new SyncEvent.PageStored(state.session(), model, Applied.none()));
    }

    private List<SyncCommand> fails(String model) {
        return on(
                new SyncEvent.PageAnswered(
                        state.session(), model, new PullOutcome.Failed("no answer")));
    }

    private void feed(RemoteItem item) {
        on(new SyncEvent.FeedReceived(state.session(), item));
    }

    private void caughtUp() {
        listening(Map.of());
        page("Post", null);
        stored("Post");
        page("Comment", null);
        stored("Comment");
        assertThat(state).isInstanceOf(SyncState.CaughtUp.class);
    }

    private List<PageRequest> pulled() {
        return commands.stream()
                .filter(SyncCommand.Pull.class::isInstance)
                .map(command -> ((SyncCommand.Pull) command).request())
                .toList();
    }

    private List<Notice> announced() {
        return commands.stream()
                .filter(SyncCommand.Announce.class::isInstance)
                .map(command -> ((SyncCommand.Announce) command).notice())
                .toList();
    }

    private static Map<String, SyncCheckpoint> pulledAt(Instant backendTime, Instant localTime) {
        return Map.of("Post", new SyncCheckpoint(backendTime, localTime));
    }

    @Test
    void AC108_aRecentBaseSyncIsFollowedByADeltaFromItsCheckpoint() {
        // When
        listening(pulledAt(BACKEND_TIME, now.minus(Duration.ofHours(23))));

        // Then
        assertThat(pulled())
                .containsExactly(
                        new PageRequest(
                                "Post", BACKEND_TIME.minusSeconds(2), null, LIMITS.pageItems()));
    }

    @Test
    void AC108_aBaseSyncOlderThanTheIntervalIsFollowedByABaseSync() {
        // When
        listening(pulledAt(BACKEND_TIME, now.minus(Duration.ofHours(24)).minusMillis(1)));

        // Then
        assertThat(pulled())
                .containsExactly(new PageRequest("Post", null, null, LIMITS.pageItems()));
    }

    @Test
    void AC109_aModelWithoutCheckpointGetsABaseSync() {
        // When
        listening(Map.of());

        // Then
        assertThat(pulled()).extracting(PageRequest::lastSync).containsOnlyNulls();
    }

    @Test
    void AC109_aBaseSyncInTheFutureIsNotTrusted() {
        // When
        listening(pulledAt(BACKEND_TIME, now.plus(Duration.ofDays(365))));

        // Then
        assertThat(pulled()).extracting(PageRequest::lastSync).containsOnlyNulls();
    }

    @Test
    void AC110_aThousandPagesAreAskedForOneAfterTheOtherAndNoneIsKept() {
        // Given
        listening(Map.of());

        // When
        for (int page = 1; page < 1_000; page++) {
            assertThat(page("Post", "token " + page, POST))
                    .first()
                    .isInstanceOf(SyncCommand.StorePage.class);
            assertThat(pulled())
                    .containsExactly(
                            new PageRequest("Post", null, "token " + page, LIMITS.pageItems()));
            assertThat(stored("Post")).isEmpty();
        }
        page("Post", null, POST);
        stored("Post");

        // Then
        assertThat(announced()).first().isInstanceOf(Notice.ModelSynced.class);
        assertThat(((SyncState.CatchingUp) state).buffer()).isEmpty();
    }

    @Test
    void aPageThatComesWhileTheOneBeforeIsStoredWaitsAndNoFurtherOneIsAskedFor() {
        // Given
        listening(Map.of());
        page("Post", "token 1", POST);

        // When
        List<SyncCommand> early = List.copyOf(page("Post", "token 2", POST));
        stored("Post");

        // Then
        assertThat(early).isEmpty();
        assertThat(commands)
                .containsExactly(
                        new SyncCommand.StorePage(1, "Post", List.of(POST), null),
                        new SyncCommand.Pull(
                                1, new PageRequest("Post", null, "token 2", LIMITS.pageItems())));
    }

    @Test
    void aModelWhosePageFailsIsGivenUpOnlyWhenThePageBeforeIsStored() {
        // Given
        listening(Map.of());
        page("Post", "token 1", POST);

        // When
        List<SyncCommand> early = List.copyOf(fails("Post"));
        stored("Post");

        // Then
        assertThat(early).isEmpty();
        assertThat(announced()).containsExactly(new Notice.ModelFailed("Post", "no answer"));
        assertThat(pulled()).extracting(PageRequest::model).containsExactly("Comment");
    }

    @Test
    void onlyTheLastPageCarriesTheCheckpointAndItIsTheFirstPagesTime() {
        // Given
        listening(Map.of());

        // When
        List<SyncCommand> first = List.copyOf(page("Post", "next", POST));
        stored("Post");
        on(
                new SyncEvent.PageAnswered(
                        state.session(),
                        "Post",
                        new PullOutcome.Page(
                                List.of(POST), List.of(), null, BACKEND_TIME.plusSeconds(60))));

        // Then
        assertThat(first)
                .first()
                .isEqualTo(new SyncCommand.StorePage(1, "Post", List.of(POST), null));
        assertThat(commands)
                .containsExactly(
                        new SyncCommand.StorePage(
                                1, "Post", List.of(POST), new SyncCheckpoint(BACKEND_TIME, now)));
    }

    @Test
    void aDeltaKeepsTheAgeOfTheLastBaseSync() {
        // Given
        Instant base = now.minus(Duration.ofHours(1));
        listening(pulledAt(BACKEND_TIME.minusSeconds(60), base));

        // When
        page("Post", null);

        // Then
        assertThat(commands)
                .containsExactly(
                        new SyncCommand.StorePage(
                                1, "Post", List.of(), new SyncCheckpoint(BACKEND_TIME, base)));
    }

    @Test
    void AC113_modelsArePulledAfterTheModelsThatTheyBelongTo() {
        // Given
        Schema schema = BlogSchema.SCHEMA;
        machine = new SyncMachine(schema, LIMITS);
        listening(Map.of());
        List<String> asked = new ArrayList<>();

        // When
        List<PageRequest> open = new ArrayList<>(pulled());
        while (!open.isEmpty()) {
            String model = open.removeFirst().model();
            asked.add(model);
            page(model, "more");
            stored(model);
            page(model, null);
            stored(model);
            open.addAll(pulled());
        }

        // Then
        assertThat(state).isInstanceOf(SyncState.CaughtUp.class);
        assertThat(asked)
                .hasSize(schema.parentsFirst().size())
                .containsSubsequence("Blog", "Post", "Comment")
                .containsSubsequence("Depot", "Shelf");
    }

    @Test
    void AC114_aModelThatFailsDoesNotKeepTheOthersBackAndGetsNoCheckpoint() {
        // Given
        listening(Map.of());

        // When
        fails("Post");

        // Then
        assertThat(announced()).containsExactly(new Notice.ModelFailed("Post", "no answer"));
        assertThat(pulled()).extracting(PageRequest::model).containsExactly("Comment");
        page("Comment", null);
        stored("Comment");
        assertThat(state).isEqualTo(new SyncState.CaughtUp(1, 1, List.of("Post")));
        assertThat(announced()).doesNotContain(new Notice.SyncQueriesReady(), new Notice.Ready());
    }

    @Test
    void AC116_onlyTheFailedModelIsAskedAgainWithGrowingWaits() {
        // Given
        listening(Map.of());
        fails("Post");
        page("Comment", null);
        stored("Comment");

        // When
        List<Duration> waits = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            waits.add(wait(commands));
            on(new SyncEvent.WaitOver(state.session()));
            on(new SyncEvent.CheckpointsLoaded(state.session(), Map.of()));
            assertThat(pulled()).extracting(PageRequest::model).containsExactly("Post");
            fails("Post");
        }

        // Then
        assertThat(waits)
                .containsExactly(
                        Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
    }

    @Test
    void theRoundThatMendsTheFailedModelEndsReadyAndWaitsForTheNextFullSync() {
        // Given
        listening(Map.of());
        fails("Post");
        page("Comment", null);
        stored("Comment");
        on(new SyncEvent.WaitOver(state.session()));
        on(new SyncEvent.CheckpointsLoaded(state.session(), Map.of()));

        // When
        page("Post", null);
        stored("Post");

        // Then
        assertThat(announced()).contains(new Notice.SyncQueriesReady(), new Notice.Ready());
        assertThat(wait(commands)).isEqualTo(LIMITS.fullSyncInterval());
        assertThat(state).isEqualTo(new SyncState.CaughtUp(1, 0, List.of()));
    }

    @Test
    void AC115_whatCouldNotBeReadIsReportedAndTheRestIsStored() {
        // Given
        listening(Map.of());

        // When
        on(
                new SyncEvent.PageAnswered(
                        state.session(),
                        "Post",
                        new PullOutcome.Page(
                                List.of(POST), List.of("no title"), null, BACKEND_TIME)));

        // Then
        assertThat(announced())
                .containsExactly(new Notice.NonApplicable("Post", List.of("no title")));
        assertThat(commands)
                .last()
                .isInstanceOfSatisfying(
                        SyncCommand.StorePage.class,
                        store -> assertThat(store.items()).containsExactly(POST));
    }

    @Test
    void AC128_whatTheChangefeedBringsDuringThePullIsAppliedAfterItInItsOrder() {
        // Given
        RemoteItem later = anItem("Comment").remote();
        listening(Map.of());
        page("Post", null);

        // When
        feed(POST);
        stored("Post");
        feed(later);
        page("Comment", null);
        stored("Comment");

        // Then
        assertThat(commands)
                .filteredOn(SyncCommand.StoreFeed.class::isInstance)
                .containsExactly(new SyncCommand.StoreFeed(1, List.of(POST, later)));
        assertThat(commands.getLast()).isInstanceOf(SyncCommand.ArmWait.class);
    }

    @Test
    void aBufferThatOverflowsIsLetGoAndADeltaFollows() {
        // Given
        RemoteItem last = anItem("Post").withVersion(3).remote();
        listening(Map.of());
        feed(POST);
        feed(anItem("Post").withVersion(2).remote());
        feed(last);
        page("Post", null);
        stored("Post");
        page("Comment", null);

        // When
        stored("Comment");

        // Then
        assertThat(commands).last().isEqualTo(new SyncCommand.LoadCheckpoints(1));
        assertThat(announced()).doesNotContain(new Notice.Ready());
        on(
                new SyncEvent.CheckpointsLoaded(
                        1, Map.of("Post", new SyncCheckpoint(BACKEND_TIME, now))));
        assertThat(pulled())
                .extracting(PageRequest::lastSync)
                .containsExactly(BACKEND_TIME.minusSeconds(2));
    }

    @Test
    void AC137_aLostLinkIsOpenedAgainAndEndsInAPull() {
        // Given
        caughtUp();

        // When
        on(new SyncEvent.LinkLost(1, "reset"));
        Duration wait = wait(commands);
        on(new SyncEvent.WaitOver(1));
        List<SyncCommand> reopened = List.copyOf(commands);
        on(new SyncEvent.LinkAcknowledged(2));
        on(new SyncEvent.CheckpointsLoaded(2, pulledAt(BACKEND_TIME, now)));

        // Then
        assertThat(wait).isEqualTo(Duration.ofMillis(200));
        assertThat(reopened).containsExactly(new SyncCommand.OpenLink(2));
        assertThat(pulled())
                .extracting(PageRequest::lastSync)
                .containsExactly(BACKEND_TIME.minusSeconds(2));
    }

    @Test
    void AC137_aLinkThatIsLostBeforeTheFirstPullIsTriedAgainAndToldOnce() {
        // Given
        on(new SyncEvent.StartRequested());

        // When
        List<Notice> told = new ArrayList<>();
        List<Duration> waits = new ArrayList<>();
        for (int attempt = 0; attempt < 3; attempt++) {
            on(new SyncEvent.LinkLost(state.session(), "refused"));
            told.addAll(announced());
            waits.add(wait(commands));
            on(new SyncEvent.WaitOver(state.session()));
        }

        // Then
        assertThat(told).containsExactly(new Notice.NetworkStatus(false));
        assertThat(waits).isSorted().doesNotHaveDuplicates();
        assertThat(state).isEqualTo(new SyncState.Connecting(4, 3));
    }

    private static Duration wait(List<SyncCommand> commands) {
        return commands.stream()
                .filter(SyncCommand.ArmWait.class::isInstance)
                .map(command -> ((SyncCommand.ArmWait) command).delay())
                .findFirst()
                .orElseThrow();
    }
}
