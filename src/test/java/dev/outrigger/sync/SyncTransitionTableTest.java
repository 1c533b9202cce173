package dev.outrigger.sync;

import static dev.outrigger.sync.TransitionTable.kind;
import static dev.outrigger.sync.TransitionTable.kinds;
import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.outrigger.sync.TransitionTable.Expected;
import dev.outrigger.sync.pull.Agenda;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.KeyComparison;
import dev.outrigger.sync.pull.ModelPull;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.pull.PullFailure;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.PullLimits;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.pull.PullProgress;
import dev.outrigger.sync.pull.PullStart;
import dev.outrigger.sync.pull.Round;
import dev.outrigger.sync.pull.SyncCommand;
import dev.outrigger.sync.pull.SyncEvent;
import dev.outrigger.sync.pull.SyncMachine;
import dev.outrigger.sync.pull.SyncState;
import dev.outrigger.sync.pull.SyncStep;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Every state of [SyncMachine] with every event: a new state or event without a line here fails.
class SyncTransitionTableTest {
    private static final int SESSION = 2;
    private static final Moment MOMENT = new Moment(SAVED_AT, 0);
    private static final Agenda AGENDA =
            new Agenda(Map.of("Post", new Agenda.Entry(SAVED_AT.plusSeconds(60), 0)));
    private static final PullStart START = new PullStart(PullKind.BASE, null, SAVED_AT);
    private static final PullProgress PROGRESS =
            new PullProgress(START, SAVED_AT, PullCount.none(), false);
    private static final PullFailure FAILURE =
            new PullFailure(PullFailure.Cause.UNUSABLE, "no answer");
    private static final SyncMachine MACHINE =
            new SyncMachine(Schemas.demo(), PullLimits.defaults(), SyncPolicies.usual());

    private static final TransitionTable TABLE =
            new TransitionTable()
                    .when(
                            "Stopped",
                            """
                            StartRequested -> Connecting: OpenLink
                            StopRequested, NowRequested, LinkAcknowledged, LinkLost -> same
                            FeedReceived, CheckpointsLoaded, PageAnswered, PageStored -> same
                            StoreFailed, WaitOver, KeysCompared, FeedUnread -> same
                            """)
                    .when(
                            "Connecting",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkAcknowledged -> CatchingUp: NetworkStatus \
                            SubscriptionsEstablished LoadCheckpoints
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StartRequested, NowRequested, FeedReceived, FeedUnread -> same
                            CheckpointsLoaded, PageAnswered, PageStored -> same
                            StoreFailed, WaitOver, KeysCompared -> same
                            """)
                    .when(
                            "CatchingUp, loading",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread -> CatchingUp
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted Pull
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            PageAnswered, PageStored -> same
                            KeysCompared -> same
                            """)
                    .when(
                            "CatchingUp, opening",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread -> CatchingUp
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted
                            PageAnswered -> CatchingUp: StorePage
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            PageStored -> same
                            KeysCompared -> same
                            """)
                    .when(
                            "CatchingUp, pulling",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread -> CatchingUp
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted
                            PageAnswered -> CatchingUp: StorePage
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            PageStored -> same
                            KeysCompared -> same
                            """)
                    .when(
                            "CatchingUp, pulling ahead",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread, PageAnswered -> CatchingUp
                            PageStored -> CatchingUp: PullProgressed
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            KeysCompared -> same
                            """)
                    .when(
                            "CatchingUp, waiting",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread -> CatchingUp
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted
                            PageStored -> CatchingUp: PullProgressed StorePage Pull
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            PageAnswered -> same
                            KeysCompared -> same
                            """)
                    .when(
                            "CatchingUp, failing",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread -> CatchingUp
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted
                            PageStored -> CatchingUp: ModelFailed Pull
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            PageAnswered -> same
                            KeysCompared -> same
                            """)
                    .when(
                            "CatchingUp, storing",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread -> CatchingUp
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted
                            PageStored -> CatchingUp: ModelSynced Pull
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            PageAnswered -> same
                            KeysCompared -> same
                            """)
                    .when(
                            "CatchingUp, comparing",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread -> CatchingUp
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted
                            KeysCompared -> CatchingUp: StorePage
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            PageAnswered, PageStored -> same
                            """)
                    .when(
                            "CatchingUp, ending",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived, FeedUnread -> CatchingUp
                            CheckpointsLoaded -> CatchingUp: SyncQueriesStarted
                            PageStored -> CatchingUp: ModelSynced Pull
                            StartRequested, NowRequested, LinkAcknowledged, WaitOver -> same
                            PageAnswered, KeysCompared -> same
                            """)
                    .when(
                            "CaughtUp",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            LinkLost -> BackingOff: NetworkStatus ArmWait
                            StoreFailed -> BackingOff: CloseLink NetworkStatus ArmWait
                            FeedReceived -> CaughtUp: StoreFeed
                            FeedUnread -> CatchingUp: LoadCheckpoints
                            NowRequested, WaitOver -> CatchingUp: LoadCheckpoints
                            StartRequested, LinkAcknowledged, CheckpointsLoaded -> same
                            PageAnswered, PageStored -> same
                            KeysCompared -> same
                            """)
                    .when(
                            "BackingOff",
                            """
                            StopRequested -> Stopped: CloseLink NetworkStatus
                            StartRequested, NowRequested, WaitOver -> Connecting: OpenLink
                            LinkAcknowledged, LinkLost, FeedReceived, CheckpointsLoaded -> same
                            FeedUnread -> same
                            PageAnswered, PageStored, StoreFailed, KeysCompared -> same
                            """);

    private static Map<String, SyncState> states() {
        Map<String, SyncState> states = new LinkedHashMap<>();
        states.put("Stopped", new SyncState.Stopped(SESSION));
        states.put("Connecting", new SyncState.Connecting(SESSION, 0));
        states.put("CatchingUp, loading", catchingUp(new ModelPull.Pending()));
        states.put(
                "CatchingUp, opening", catchingUp(new ModelPull.Opening(START, PullCount.none())));
        states.put("CatchingUp, pulling", catchingUp(new ModelPull.Pulling(PROGRESS, "token 1")));
        states.put(
                "CatchingUp, pulling ahead",
                catchingUp(new ModelPull.PullingAhead(PROGRESS, "token 1")));
        states.put(
                "CatchingUp, waiting",
                catchingUp(
                        new ModelPull.Waiting(
                                PROGRESS,
                                new PullOutcome.Page(List.of(), List.of(), "token 2", SAVED_AT))));
        states.put("CatchingUp, comparing", catchingUp(new ModelPull.Comparing(PROGRESS)));
        states.put("CatchingUp, ending", catchingUp(new ModelPull.Ending(PROGRESS)));
        states.put("CatchingUp, failing", catchingUp(new ModelPull.Failing(FAILURE)));
        states.put("CatchingUp, storing", catchingUp(new ModelPull.Storing(PROGRESS)));
        states.put("CaughtUp", new SyncState.CaughtUp(SESSION, 0, AGENDA));
        states.put("BackingOff", new SyncState.BackingOff(SESSION, 1, "connection refused"));
        return states;
    }

    private static SyncState catchingUp(ModelPull posts) {
        Map<String, ModelPull> pulls = new LinkedHashMap<>();
        pulls.put("Post", posts);
        pulls.put("Comment", new ModelPull.Pending());
        Round round = new Round(pulls, Checkpoints.none(), Set.of(), Agenda.empty());
        return new SyncState.CatchingUp(SESSION, 0, round, List.of(), false);
    }

    private static List<SyncEvent> events(int session) {
        return Stream.concat(
                        Stream.of(
                                new SyncEvent.StartRequested(),
                                new SyncEvent.StopRequested(),
                                new SyncEvent.NowRequested()),
                        ofSession(session).stream())
                .toList();
    }

    private static List<SyncEvent> ofSession(int session) {
        RemoteItem item = anItem("Post").remote();
        return List.of(
                new SyncEvent.LinkAcknowledged(session),
                new SyncEvent.LinkLost(session, "connection reset"),
                new SyncEvent.FeedReceived(session, item),
                new SyncEvent.FeedUnread(session, "Post"),
                new SyncEvent.CheckpointsLoaded(session, Checkpoints.none()),
                new SyncEvent.PageAnswered(
                        session,
                        "Post",
                        new PullOutcome.Page(List.of(item), List.of(), null, SAVED_AT)),
                new SyncEvent.PageStored(session, "Post", Applied.none()),
                new SyncEvent.KeysCompared(
                        session, "Post", new KeyComparison.Removed(Applied.none())),
                new SyncEvent.StoreFailed(session, "the database went away"),
                new SyncEvent.WaitOver(session));
    }

    @Test
    void everyStateAndEveryEventHasItsLine() {
        assertThat(TABLE.states()).isEqualTo(states().keySet());
        assertThat(states().values().stream().map(TransitionTable::kind))
                .containsAll(kinds(SyncState.class));
        assertThat(events(SESSION).stream().map(TransitionTable::kind))
                .containsExactlyInAnyOrderElementsOf(kinds(SyncEvent.class));
        assertThat(TABLE.states())
                .allSatisfy(
                        state ->
                                assertThat(TABLE.events(state))
                                        .containsExactlyInAnyOrderElementsOf(
                                                kinds(SyncEvent.class)));
    }

    @TestFactory
    Stream<DynamicTest> everyStepIsAsTheTableSays() {
        return states().keySet().stream()
                .flatMap(
                        state ->
                                events(SESSION).stream()
                                        .map(
                                                event ->
                                                        dynamicTest(
                                                                state + " x " + kind(event),
                                                                () -> check(state, event))));
    }

    private static void check(String stateName, SyncEvent event) {
        Expected expected = TABLE.expected(stateName, kind(event)).orElseThrow();
        SyncState state = states().get(stateName);
        SyncStep step = MACHINE.step(state, event, MOMENT);
        if (expected.staysSame()) {
            assertThat(step.next()).isSameAs(state);
        } else {
            assertThat(kind(step.next())).isEqualTo(expected.next());
        }
        assertThat(step.commands())
                .extracting(SyncTransitionTableTest::told)
                .isEqualTo(expected.commands());
    }

    @Test
    void eventsOfAnOlderSessionHaveNoEffect() {
        assertThat(states().values())
                .allSatisfy(
                        state ->
                                assertThat(ofSession(SESSION - 1))
                                        .allSatisfy(event -> assertIgnored(state, event)));
    }

    private static void assertIgnored(SyncState state, SyncEvent event) {
        SyncStep step = MACHINE.step(state, event, MOMENT);
        assertThat(step.next()).isSameAs(state);
        assertThat(step.commands()).isEmpty();
    }

    private static String told(SyncCommand command) {
        return command instanceof SyncCommand.Announce(var notice) ? kind(notice) : kind(command);
    }
}
