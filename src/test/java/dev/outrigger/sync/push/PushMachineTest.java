package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.testing.ItemBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Which mutation is sent when, and what its answer means.
class PushMachineTest {
    private static final PushLimits LIMITS = new PushLimits(4, DocumentLimits.of(1), 8, 3);
    private static final RemoteItem ANSWER = anItem("Post").remote();

    private final PushMachine machine = new PushMachine(LIMITS);
    private final List<PushCommand> commands = new ArrayList<>();
    private PushState state = machine.initial();

    private static ItemBuilder post(int number) {
        return anItem("Post").withId("p" + number);
    }

    private List<PushCommand> on(PushEvent event) {
        PushStep step = machine.step(state, event, new Moment(SAVED_AT, 0));
        state = step.next();
        commands.clear();
        commands.addAll(step.commands());
        return commands;
    }

    /// Started, and the outbox read.
    private void draining(PendingMutation... outbox) {
        on(new PushEvent.Started());
        loaded(outbox);
    }

    private List<PushCommand> loaded(PendingMutation... outbox) {
        return on(new PushEvent.Loaded(List.of(outbox), false));
    }

    private Claimed claimed(PendingMutation mutation) {
        Claimed claimed = Claimed.of(mutation, null, SAVED_AT);
        on(new PushEvent.ClaimTaken(List.of(mutation.id()), List.of(claimed)));
        return claimed;
    }

    private static Resolution resolution(Verdict verdict) {
        return ((Verdict.Resolved) verdict).resolution();
    }

    private Verdict verdict() {
        return commands.stream()
                .filter(PushCommand.Settle.class::isInstance)
                .map(command -> ((PushCommand.Settle) command).verdict())
                .findFirst()
                .orElseThrow();
    }

    private static String told(PushCommand command) {
        return command instanceof PushCommand.Settle(Claimed _, Verdict verdict)
                ? verdict.toString()
                : command.toString();
    }

    private List<PushCommand> answer(Claimed sent, PushOutcome outcome) {
        return on(new PushEvent.Answered(sent, outcome));
    }

    @Test
    void nothingIsSentBeforeItsAttemptIsDurable() {
        // Given
        PendingMutation create = post(1).creating(1);
        draining(create);
        List<PushCommand> claim = List.copyOf(commands);

        // When
        Claimed sent = claimed(create);

        // Then
        assertThat(claim).containsExactly(new PushCommand.Claim(List.of(1L)));
        assertThat(commands).containsExactly(new PushCommand.Send(List.of(sent)));
    }

    @Test
    void aMutationThatMayHaveArrivedIsLookedUpBeforeItIsSentAgain() {
        // Given
        for (Standing standing : List.of(Standing.SENT, Standing.CONTESTED)) {
            state = machine.initial();
            PendingMutation again = post(1).creating(1).failed(standing, "no answer");
            draining(again);

            // When
            Claimed claimed = claimed(again);

            // Then
            assertThat(commands).containsExactly(new PushCommand.Fetch(List.of(claimed)));
        }
    }

    @Test
    void aMutationThatWasNotThereIsSentOnTopOfWhatIs() {
        // Given
        PendingMutation update =
                post(1).updating(1, "title", "ours").failed(Standing.SENT, "no answer");
        draining(update);
        Claimed claimed = claimed(update);

        // When
        on(new PushEvent.Fetched(claimed, new FetchOutcome.Found(post(1).withVersion(5).remote())));

        // Then
        assertThat(commands)
                .containsExactly(new PushCommand.Send(List.of(claimed.onTopOf(new Version(5)))));
    }

    @Test
    void whatIsGoneWhenItIsClaimedIsForgotten() {
        // Given
        draining(post(1).creating(1), post(2).creating(2));

        // When
        on(
                new PushEvent.ClaimTaken(
                        List.of(1L, 2L), List.of(Claimed.of(post(2).creating(2), null, SAVED_AT))));

        // Then
        assertThat(state.window().entries().ids()).containsExactly(2L);
    }

    @Test
    void theWindowIsFilledAgainWhenHalfOfItIsFree() {
        // Given
        on(new PushEvent.Started());
        PendingMutation[] eight =
                IntStream.rangeClosed(1, 8)
                        .mapToObj(number -> post(number).creating(number))
                        .toArray(PendingMutation[]::new);
        on(new PushEvent.Loaded(List.of(eight), true));

        // When
        List<List<PushCommand>> steps = new ArrayList<>();
        for (long id = 1; id <= 4; id++) {
            steps.add(List.copyOf(on(new PushEvent.Settled(id, new Verdict.Acknowledged(ANSWER)))));
        }

        // Then
        assertThat(steps.get(2)).noneMatch(PushCommand.Load.class::isInstance);
        assertThat(steps.get(3)).last().isEqualTo(new PushCommand.Load(8, 4));
    }

    @Test
    void whatWasAddedWhileTheOutboxWasReadIsReadNext() {
        // Given
        on(new PushEvent.Started());
        on(new PushEvent.OutboxChanged(Set.of(post(2).key())));

        // When
        loaded(post(1).creating(1));

        // Then
        assertThat(commands).last().isEqualTo(new PushCommand.Load(1, 7));
    }

    @Test
    void anAnswerThatWasReadBeforeARereadBeganIsNotTaken() {
        // Given
        PendingMutation held = post(1).creating(1).failed(Standing.HELD, "BadInput");
        on(new PushEvent.Started());
        on(new PushEvent.Released());

        // When
        loaded(held);

        // Then
        assertThat(commands).containsExactly(new PushCommand.Load(0, 8));
        assertThat(state.window().held()).isEmpty();
    }

    @Test
    void AC95_aRefusedMutationLeavesTheQueueAndTheNextOneIsSent() {
        // Given
        on(new PushEvent.Started());
        PendingMutation[] five =
                IntStream.rangeClosed(1, 5)
                        .mapToObj(number -> post(number).creating(number))
                        .toArray(PendingMutation[]::new);
        loaded(five);

        // When
        answer(claimed(five[0]), new PushOutcome.Refused("BadInput", "no title"));

        // Then
        assertThat(commands)
                .extracting(PushMachineTest::told)
                .containsExactly(
                        new Verdict.Refused(
                                        Rejection.of(
                                                Rejection.Cause.UNKNOWN, "BadInput", "no title"))
                                .toString(),
                        "Claim[mutationIds=[5]]");
    }

    @Test
    void anEditOfAHeldItemIsReadFromTheStart() {
        // Given
        draining(post(1).creating(1).failed(Standing.HELD, "BadInput"), post(2).creating(2));

        // When
        on(new PushEvent.OutboxChanged(Set.of(post(1).key())));

        // Then
        assertThat(commands).containsExactly(new PushCommand.Load(0, 7));
        loaded(post(1).creating(1), post(2).creating(2));
        assertThat(commands).containsExactly(new PushCommand.Claim(List.of(1L)));
    }

    @Test
    void AC103_anUpdateOfAnItemThatTheBackendDeletedEnds() {
        assertThat(
                        resolution(
                                conflict(
                                        post(1).updating(1, "title", "B"),
                                        post(1).withVersion(3).deleted())))
                .isEqualTo(new Resolution.TakeTheirs());
    }

    @Test
    void AC103_anUndeleteThatTheBackendAnswersWithTheSameDeletionIsRefused() {
        // Given
        ItemBuilder buried = post(1).withVersion(3).deleted();
        PendingMutation undelete =
                post(1).updating(1).madeFrom(BaseSnapshot.of(buried.remote(), List.of()));
        Claimed sent = Claimed.of(undelete, buried.stored(), ItemBuilder.SAVED_AT);

        // When
        state = machine.initial();
        draining(undelete);
        answer(sent, new PushOutcome.Conflict(buried.remote()));

        // Then
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(refused.rejection().text())
                                        .contains("does not bring a deleted item back"));
    }

    @Test
    void AC101_anUpdateOrDeleteOfAnItemThatHasChangedGoesOnTopOfIt() {
        // Given
        ItemBuilder theirs = post(1).with("title", "theirs").withVersion(3);
        List<PendingMutation> ours =
                Arrays.asList(post(1).updating(1, "title", "B"), post(1).deleting(1));

        // Then
        assertThat(ours)
                .allSatisfy(
                        mutation ->
                                assertThat(resolution(conflict(mutation, theirs)))
                                        .isEqualTo(new Resolution.SendAgain(mutation.mutation())));
    }

    @Test
    void AC105_aDeleteOfAnItemThatTheBackendDeletedIsDone() {
        ItemBuilder tombstone = post(1).withVersion(3).deleted();
        assertThat(conflict(post(1).deleting(1), tombstone))
                .isEqualTo(new Verdict.Acknowledged(tombstone.remote()));
    }

    @Test
    void AC106_aConflictWithoutTheBackendsItemIsLookedUp() {
        assertThat(conflict(post(1).updating(1, "title", "B"), null))
                .isInstanceOf(Verdict.Contested.class);
    }

    @Test
    void AC107_aMutationThatAlwaysConflictsIsRefusedAfterTheLimit() {
        // Given
        PendingMutation tired = post(1).updating(1, "title", "B");
        for (int conflict = 0; conflict < LIMITS.setbacks(); conflict++) {
            tired = tired.conflicted(Standing.WAITING, "changed");
        }

        // Then
        assertThat(conflict(tired, post(1).withVersion(9))).isInstanceOf(Verdict.Refused.class);
        assertThat(conflict(tired, null)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void AC98_aConditionThatIsFalseAtTheBackendEndsTheMutationAndATakenKeyIsLookedUp() {
        // Given
        PendingMutation conditional = post(1).updating(1, post(1).when("title", "A"), "title", "B");
        PushOutcome failed = new PushOutcome.ConditionFailed("The conditional request failed");

        // Then
        assertThat(verdictOn(conditional, failed))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(refused.rejection().cause())
                                        .isEqualTo(Rejection.Cause.CONDITION_FALSE));
        assertThat(verdictOn(post(1).creating(1), failed)).isInstanceOf(Verdict.Contested.class);
    }

    @Test
    void whatIsAnsweredAfterTheStopIsSettledAndNothingElseIsSent() {
        // Given
        draining(post(1).creating(1), post(2).creating(2));
        Claimed first = claimed(post(1).creating(1));
        on(new PushEvent.Stopped());

        // When
        answer(first, new PushOutcome.Accepted(ANSWER));
        Verdict settled = verdict();
        on(new PushEvent.Settled(1, settled));
        List<PushCommand> afterVerdict = List.copyOf(commands);
        claimed(post(2).creating(2));

        // Then
        assertThat(settled).isEqualTo(new Verdict.Acknowledged(ANSWER));
        assertThat(afterVerdict).isEmpty();
        assertThat(commands).noneMatch(PushCommand.Send.class::isInstance);
        assertThat(state.window().entries().ids()).containsExactly(2L);
    }

    private Verdict conflict(PendingMutation mutation, @Nullable ItemBuilder theirs) {
        return verdictOn(
                mutation, new PushOutcome.Conflict(theirs == null ? null : theirs.remote()));
    }

    private Verdict verdictOn(PendingMutation mutation, PushOutcome outcome) {
        state = machine.initial();
        draining(mutation);
        answer(claimed(mutation), outcome);
        return verdict();
    }
}
