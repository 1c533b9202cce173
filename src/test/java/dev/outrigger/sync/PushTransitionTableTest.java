package dev.outrigger.sync;

import static dev.outrigger.sync.TransitionTable.kind;
import static dev.outrigger.sync.TransitionTable.kinds;
import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.TransitionTable.Expected;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.DocumentLimits;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.Pace;
import dev.outrigger.sync.push.PushCommand;
import dev.outrigger.sync.push.PushEvent;
import dev.outrigger.sync.push.PushLimits;
import dev.outrigger.sync.push.PushMachine;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.sync.push.PushState;
import dev.outrigger.sync.push.PushStep;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.push.Window;
import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.Resolution;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every state of [PushMachine] with every event, every answer and every verdict: a new one without
/// a line here fails. There is one lane; mutation 1 is in it, mutation 2 of another item waits.
class PushTransitionTableTest {
    private static final Moment MOMENT = new Moment(SAVED_AT, 0);
    private static final PushLimits LIMITS = new PushLimits(1, DocumentLimits.of(1), 4, 10);
    private static final PushMachine MACHINE = new PushMachine(LIMITS);
    private static final PendingMutation FIRST = anItem("Post").creating(1);
    private static final PendingMutation SECOND = anItem("Post").withId("p2").creating(2);
    private static final Claimed SENT = Claimed.of(FIRST, null, SAVED_AT);
    private static final Rejection REJECTION =
            Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "no title");
    private static final RemoteItem ANSWER = anItem("Post").remote();
    private static final Conflict CONFLICT = new Conflict(FIRST, ANSWER, "changed");

    private static final TransitionTable TABLE =
            new TransitionTable()
                    .when(
                            "Idle",
                            """
                            Started -> Draining: Load
                            Stopped, Reached, CredentialsChanged -> same
                            OutboxChanged, Released, RetryDue -> same
                            OthersWereTaken -> same
                            Loaded -> Idle
                            ClaimTaken -> Idle: Settle(Postponed)
                            Answered Accepted -> same: Settle(Acknowledged)
                            Answered Conflict -> same: Settle(Resolved)
                            Answered ConditionFailed -> same: Settle(Contested)
                            Answered Refused -> same: Settle(Refused)
                            Answered Unreadable -> same: Settle(SetAside)
                            Answered NotSignedIn -> same: Settle(Postponed)
                            Answered Deferred, Answered Unanswered -> same: Settle(Postponed)
                            Answered NotTogether, Answered Unsaid -> same: Settle(Postponed)
                            Answered Faulted -> same: Settle(Faulted)
                            Fetched Found, Fetched Absent -> Idle: Settle(Postponed)
                            Fetched NotSignedIn, Fetched Refused -> Idle: Settle(Postponed)
                            Fetched Failed, Fetched NotTogether -> Idle: Settle(Postponed)
                            Fetched Unreadable -> Idle: Settle(Postponed)
                            Settled Acknowledged, Settled Resolved -> Idle
                            Settled Suspended, Settled SetAside -> Idle: ArmResume
                            Settled Faulted -> Idle: ArmResume
                            Advised Given -> same: Settle(Resolved)
                            Advised Unavailable -> same: Settle(Suspended)
                            Unstorable -> same: Settle(SetAside)
                            Resumed -> Idle
                            Settled Contested, Settled Postponed -> Idle
                            Settled Refused -> Idle
                            StoreFailed -> Idle
                            """)
                    .when(
                            "Draining",
                            """
                            Started, Reached, CredentialsChanged, RetryDue -> same
                            OthersWereTaken -> same
                            Stopped -> Idle
                            OutboxChanged, Released -> Draining: Load
                            Loaded -> Draining
                            ClaimTaken -> Draining: Send
                            Answered Accepted -> Draining: Settle(Acknowledged) Claim
                            Answered Conflict -> Draining: Settle(Resolved) Claim
                            Answered ConditionFailed -> Draining: Settle(Contested) Claim
                            Answered Refused -> Draining: Settle(Refused) Claim
                            Answered Unreadable -> Draining: Settle(SetAside) Claim
                            Answered NotTogether -> Draining: Settle(Postponed) Claim
                            Answered Unsaid -> Draining: Settle(Postponed) Claim
                            Answered Faulted -> Waiting: Settle(Faulted) ArmRetry
                            Answered NotSignedIn -> Waiting: Settle(Postponed) ArmRetry
                            Answered Deferred -> Waiting: Settle(Postponed) ArmRetry
                            Answered Unanswered -> Waiting: Settle(Postponed) ArmRetry
                            Fetched Found -> Draining: Settle(Acknowledged) Claim
                            Fetched NotTogether -> Draining: Settle(Postponed) Claim
                            Fetched Absent -> Draining: Send
                            Fetched Refused -> Draining: Settle(Refused) Claim
                            Fetched Unreadable -> Draining: Settle(SetAside) Claim
                            Fetched NotSignedIn -> Waiting: Settle(Postponed) ArmRetry
                            Fetched Failed -> Waiting: Settle(Postponed) ArmRetry
                            Settled Acknowledged -> Draining: Claim
                            Settled Suspended -> Draining: ArmResume Claim
                            Settled SetAside -> Draining: ArmResume Claim
                            Settled Faulted -> Draining: ArmResume Claim
                            Advised Given -> Draining: Settle(Resolved)
                            Advised Unavailable -> Draining: Settle(Suspended)
                            Unstorable -> Draining: Settle(SetAside)
                            Resumed -> Draining
                            Settled Refused -> Draining: Claim Load
                            Settled Resolved -> Draining: Claim
                            Settled Contested -> Draining: Claim
                            Settled Postponed -> Draining: Claim
                            StoreFailed -> Waiting: ArmRetry
                            """)
                    .when(
                            "Waiting, backing off",
                            """
                            Started, CredentialsChanged, OthersWereTaken -> same
                            Stopped -> Idle
                            RetryDue, Reached -> Draining
                            Released -> Draining: Load
                            OutboxChanged, Loaded -> Waiting
                            ClaimTaken -> Waiting: Settle(Postponed)
                            Answered Accepted -> Draining: Settle(Acknowledged)
                            Answered Conflict -> same: Settle(Resolved)
                            Answered ConditionFailed -> same: Settle(Contested)
                            Answered Refused -> same: Settle(Refused)
                            Answered Unreadable -> same: Settle(SetAside)
                            Answered NotSignedIn -> Waiting: Settle(Postponed)
                            Answered Deferred -> Waiting: Settle(Postponed) ArmRetry
                            Answered Unanswered -> Waiting: Settle(Postponed)
                            Answered NotTogether, Answered Unsaid -> Waiting: Settle(Postponed)
                            Answered Faulted -> Waiting: Settle(Faulted)
                            Fetched Found, Fetched Absent -> Waiting: Settle(Postponed)
                            Fetched NotSignedIn, Fetched Refused -> Waiting: Settle(Postponed)
                            Fetched Failed, Fetched NotTogether -> Waiting: Settle(Postponed)
                            Fetched Unreadable -> Waiting: Settle(Postponed)
                            Settled Acknowledged, Settled Resolved -> Waiting
                            Settled Suspended, Settled SetAside -> Waiting: ArmResume
                            Settled Faulted -> Waiting: ArmResume
                            Advised Given -> same: Settle(Resolved)
                            Advised Unavailable -> same: Settle(Suspended)
                            Unstorable -> same: Settle(SetAside)
                            Resumed -> Waiting
                            Settled Contested, Settled Postponed -> Waiting
                            Settled Refused -> Waiting
                            StoreFailed -> Waiting
                            """)
                    .when(
                            "Waiting, as asked",
                            """
                            Started, Reached, CredentialsChanged -> same
                            OthersWereTaken -> same
                            Stopped -> Idle
                            RetryDue -> Draining
                            Released -> Draining: Load
                            OutboxChanged, Loaded -> Waiting
                            ClaimTaken -> Waiting: Settle(Postponed)
                            Answered Accepted -> Waiting: Settle(Acknowledged)
                            Answered Conflict -> same: Settle(Resolved)
                            Answered ConditionFailed -> same: Settle(Contested)
                            Answered Refused -> same: Settle(Refused)
                            Answered Unreadable -> same: Settle(SetAside)
                            Answered NotSignedIn -> same: Settle(Postponed)
                            Answered Deferred -> same: Settle(Postponed)
                            Answered Unanswered -> Waiting: Settle(Postponed)
                            Answered NotTogether, Answered Unsaid -> Waiting: Settle(Postponed)
                            Answered Faulted -> Waiting: Settle(Faulted)
                            Fetched Found, Fetched Absent -> Waiting: Settle(Postponed)
                            Fetched NotSignedIn, Fetched Refused -> Waiting: Settle(Postponed)
                            Fetched Failed, Fetched NotTogether -> Waiting: Settle(Postponed)
                            Fetched Unreadable -> Waiting: Settle(Postponed)
                            Settled Acknowledged, Settled Resolved -> Waiting
                            Settled Suspended, Settled SetAside -> Waiting: ArmResume
                            Settled Faulted -> Waiting: ArmResume
                            Advised Given -> same: Settle(Resolved)
                            Advised Unavailable -> same: Settle(Suspended)
                            Unstorable -> same: Settle(SetAside)
                            Resumed -> Waiting
                            Settled Contested, Settled Postponed -> Waiting
                            Settled Refused -> Waiting
                            StoreFailed -> Waiting
                            """)
                    .when(
                            "Waiting, not signed in",
                            """
                            Started, Reached, OthersWereTaken -> same
                            Stopped -> Idle
                            RetryDue, CredentialsChanged -> Draining
                            Released -> Draining: Load
                            OutboxChanged, Loaded -> Waiting
                            ClaimTaken -> Waiting: Settle(Postponed)
                            Answered Accepted -> Waiting: Settle(Acknowledged)
                            Answered Conflict -> same: Settle(Resolved)
                            Answered ConditionFailed -> same: Settle(Contested)
                            Answered Refused -> same: Settle(Refused)
                            Answered Unreadable -> same: Settle(SetAside)
                            Answered NotSignedIn -> same: Settle(Postponed)
                            Answered Deferred -> same: Settle(Postponed)
                            Answered Unanswered -> Waiting: Settle(Postponed)
                            Answered NotTogether, Answered Unsaid -> Waiting: Settle(Postponed)
                            Answered Faulted -> Waiting: Settle(Faulted)
                            Fetched Found, Fetched Absent -> Waiting: Settle(Postponed)
                            Fetched NotSignedIn, Fetched Refused -> Waiting: Settle(Postponed)
                            Fetched Failed, Fetched NotTogether -> Waiting: Settle(Postponed)
                            Fetched Unreadable -> Waiting: Settle(Postponed)
                            Settled Acknowledged, Settled Resolved -> Waiting
                            Settled Suspended, Settled SetAside -> Waiting: ArmResume
                            Settled Faulted -> Waiting: ArmResume
                            Advised Given -> same: Settle(Resolved)
                            Advised Unavailable -> same: Settle(Suspended)
                            Unstorable -> same: Settle(SetAside)
                            Resumed -> Waiting
                            Settled Contested, Settled Postponed -> Waiting
                            Settled Refused -> Waiting
                            StoreFailed -> Waiting
                            """);

    private static Map<String, PushState> states() {
        PushState loaded = loaded();
        Window window = loaded.window();
        Pace pace = loaded.pace();
        Map<String, PushState> states = new LinkedHashMap<>();
        states.put("Idle", new PushState.Idle(window, pace));
        states.put("Draining", new PushState.Draining(window, pace));
        states.put(
                "Waiting, backing off",
                new PushState.Waiting(window, pace, PushState.Reason.BACK_OFF));
        states.put(
                "Waiting, as asked", new PushState.Waiting(window, pace, PushState.Reason.ASKED));
        states.put(
                "Waiting, not signed in",
                new PushState.Waiting(window, pace, PushState.Reason.NOT_SIGNED_IN));
        return states;
    }

    private static PushState loaded() {
        PushState state = MACHINE.initial();
        for (PushEvent event :
                List.of(
                        new PushEvent.Started(),
                        new PushEvent.Loaded(List.of(FIRST, SECOND), false))) {
            state = MACHINE.step(state, event, MOMENT).next();
        }
        return state;
    }

    /// Every event, by the name that it has in the table.
    private static Map<String, PushEvent> events() {
        Map<String, PushEvent> events = new LinkedHashMap<>();
        List.of(
                        new PushEvent.Started(),
                        new PushEvent.Stopped(),
                        new PushEvent.Reached(),
                        new PushEvent.OthersWereTaken(),
                        new PushEvent.CredentialsChanged(),
                        new PushEvent.OutboxChanged(Set.of(FIRST.key())),
                        new PushEvent.Released(),
                        new PushEvent.Loaded(List.of(), false),
                        new PushEvent.ClaimTaken(List.of(1L), List.of(SENT)),
                        new PushEvent.Unstorable(
                                SENT, new Verdict.Acknowledged(ANSWER), "too long for an index"),
                        new PushEvent.StoreFailed(List.of(1L), "the database went away"),
                        new PushEvent.RetryDue(),
                        new PushEvent.Resumed(1))
                .forEach(event -> events.put(kind(event), event));
        answers()
                .forEach(
                        answer ->
                                events.put(
                                        "Answered " + kind(answer),
                                        new PushEvent.Answered(SENT, answer)));
        finds().forEach(
                        found ->
                                events.put(
                                        "Fetched " + kind(found),
                                        new PushEvent.Fetched(SENT, found)));
        advices()
                .forEach(
                        advice ->
                                events.put(
                                        "Advised " + kind(advice),
                                        new PushEvent.Advised(SENT, CONFLICT, advice)));
        verdicts()
                .forEach(
                        verdict ->
                                events.put(
                                        "Settled " + kind(verdict),
                                        new PushEvent.Settled(1, verdict)));
        return events;
    }

    private static List<PushOutcome> answers() {
        return List.of(
                new PushOutcome.Accepted(ANSWER),
                new PushOutcome.Conflict(ANSWER),
                new PushOutcome.ConditionFailed("The conditional request failed"),
                new PushOutcome.Refused("BadInput", "no title"),
                new PushOutcome.NotSignedIn("the token has expired"),
                new PushOutcome.Deferred(Duration.ofSeconds(60), "throttled"),
                new PushOutcome.Unreadable("title is null"),
                new PushOutcome.Faulted("InternalFailure"),
                new PushOutcome.Unsaid("something"),
                new PushOutcome.Unanswered("timed out"),
                new PushOutcome.NotTogether("too complex"));
    }

    private static List<FetchOutcome> finds() {
        return List.of(
                new FetchOutcome.Found(ANSWER),
                new FetchOutcome.Absent(),
                new FetchOutcome.Refused(REJECTION),
                new FetchOutcome.NotSignedIn("the token has expired"),
                new FetchOutcome.Unreadable("title is null"),
                new FetchOutcome.Failed("connection refused"),
                new FetchOutcome.NotTogether("too complex"));
    }

    private static List<Advice> advices() {
        return List.of(
                new Advice.Given(new Decision.ApplyRemote()),
                new Advice.Unavailable("it did not answer"));
    }

    private static List<Verdict> verdicts() {
        return List.of(
                new Verdict.Acknowledged(ANSWER),
                new Verdict.Resolved(CONFLICT, "retryLocal", new Resolution.TakeTheirs()),
                new Verdict.Suspended(Duration.ofSeconds(1), "it did not answer"),
                new Verdict.SetAside(Standing.SENT, Duration.ofSeconds(1), "title is null"),
                new Verdict.Faulted(
                        Verdict.Blame.MUTATION, Duration.ofSeconds(1), "InternalFailure"),
                new Verdict.Contested("taken"),
                new Verdict.Postponed(Standing.WAITING, "throttled"),
                new Verdict.Refused(REJECTION));
    }

    @Test
    void everyStateAndEveryEventHasItsLine() {
        assertThat(TABLE.states()).isEqualTo(states().keySet());
        assertThat(kindsOf(states().values())).isEqualTo(kinds(PushState.class));
        assertThat(kindsOf(events().values())).isEqualTo(kinds(PushEvent.class));
        assertThat(kindsOf(answers())).isEqualTo(kinds(PushOutcome.class));
        assertThat(kindsOf(finds())).isEqualTo(kinds(FetchOutcome.class));
        assertThat(kindsOf(advices())).isEqualTo(kinds(Advice.class));
        assertThat(kindsOf(verdicts())).isEqualTo(kinds(Verdict.class));
        assertThat(TABLE.states())
                .allSatisfy(
                        state ->
                                assertThat(TABLE.events(state))
                                        .containsExactlyInAnyOrderElementsOf(events().keySet()));
    }

    @TestFactory
    Stream<DynamicTest> everyStepIsAsTheTableSays() {
        return states().keySet().stream()
                .flatMap(
                        state ->
                                events().keySet().stream()
                                        .map(
                                                event ->
                                                        dynamicTest(
                                                                state + " x " + event,
                                                                () -> check(state, event))));
    }

    private static void check(String stateName, String eventName) {
        Expected expected = TABLE.expected(stateName, eventName).orElseThrow();
        PushState state = states().get(stateName);
        PushStep step = MACHINE.step(state, events().get(eventName), MOMENT);
        if (expected.staysSame()) {
            assertThat(step.next()).isSameAs(state);
        } else {
            assertThat(kind(step.next())).isEqualTo(expected.next());
        }
        assertThat(step.commands())
                .extracting(PushTransitionTableTest::told)
                .isEqualTo(expected.commands());
    }

    private static Set<String> kindsOf(Collection<?> values) {
        return values.stream().map(TransitionTable::kind).collect(Collectors.toSet());
    }

    private static String told(PushCommand command) {
        return command instanceof PushCommand.Settle(Claimed _, Verdict verdict)
                ? "Settle(" + kind(verdict) + ")"
                : kind(command);
    }
}
