package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.ItemBuilder;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What was claimed and is not sent after all.
class WithdrawalTest {
    private static final PushLimits LIMITS = new PushLimits(1, DocumentLimits.of(1), 4, 10);
    private static final PendingMutation BUSY = post(1).creating(1);
    private static final PendingMutation UPDATE = post(2).updating(2, "title", "ours");
    private static final RemoteItem THEIRS = post(2).with("title", "ours").withVersion(5).remote();

    private final PushMachine machine = new PushMachine(LIMITS);
    private final List<PushCommand> commands = new ArrayList<>();
    private PushState state = machine.initial();

    private static ItemBuilder post(int number) {
        return anItem("Post").withId("p" + number);
    }

    private void on(PushEvent event) {
        PushStep step = machine.step(state, event, new Moment(SAVED_AT, 0));
        state = step.next();
        commands.clear();
        commands.addAll(step.commands());
    }

    private static Claimed claim(PendingMutation mutation) {
        return Claimed.of(mutation, null, SAVED_AT);
    }

    private static PushEvent claimed(PendingMutation mutation) {
        return new PushEvent.ClaimTaken(List.of(mutation.id()), List.of(claim(mutation)));
    }

    private void draining(PendingMutation... outbox) {
        state = machine.initial();
        on(new PushEvent.Started());
        on(new PushEvent.Loaded(List.of(outbox), false));
    }

    /// What ends draining for a while, and for good.
    private static List<PushEvent> interruptions() {
        return List.of(
                new PushEvent.Answered(claim(BUSY), new PushOutcome.Deferred(null, "HTTP 503")),
                new PushEvent.Stopped());
    }

    private Verdict verdict() {
        assertThat(commands).hasSize(1);
        return ((PushCommand.Settle) commands.getFirst()).verdict();
    }

    @Test
    void aClaimThatComesWhenNothingIsSentIsTakenBackDurably() {
        for (PushEvent interruption : interruptions()) {
            // Given
            draining(BUSY, UPDATE);
            on(interruption);

            // When
            on(claimed(UPDATE));

            // Then
            assertThat(verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Postponed.class,
                            postponed ->
                                    assertThat(postponed.standing()).isEqualTo(Standing.WAITING));
            assertThat(state.window().underWay()).as("until it is durable").isTrue();
            on(new PushEvent.Settled(UPDATE.id(), verdict()));
            assertThat(state.window().sendable(4)).contains(UPDATE);
        }
    }

    /// Taken for an attempt, it would be acknowledged when somebody else wrote the same.
    @Test
    void aLookWhoseAnswerComesWhenNothingIsSentIsNoAttempt() {
        for (PushEvent interruption : interruptions()) {
            // Given
            draining(BUSY, UPDATE);
            on(claimed(UPDATE));
            on(interruption);

            // When
            on(new PushEvent.Fetched(claim(UPDATE), new FetchOutcome.Found(THEIRS)));

            // Then
            assertThat(verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Postponed.class,
                            postponed ->
                                    assertThat(postponed.standing()).isEqualTo(Standing.WAITING));
        }
    }

    @Test
    void whatWasLookedUpAndWaitsForALaneIsTakenBackByAStop() {
        // Given
        draining(BUSY, UPDATE);
        on(claimed(BUSY));
        RemoteItem other = post(2).withVersion(5).remote();
        on(new PushEvent.Fetched(claim(UPDATE), new FetchOutcome.Found(other)));
        assertThat(commands).as("the only lane is in use").isEmpty();

        // When
        on(new PushEvent.Stopped());

        // Then
        assertThat(verdict()).isInstanceOf(Verdict.Postponed.class);
    }

    @Test
    void anEarlierAttemptThatIsOpenStaysOpen() {
        for (Standing standing : List.of(Standing.SENT, Standing.CONTESTED)) {
            // Given
            PendingMutation again = UPDATE.failed(standing, "no answer");
            draining(BUSY, again);
            on(new PushEvent.Stopped());

            // When
            on(claimed(again));

            // Then
            assertThat(commands).isEmpty();
            assertThat(state.window().sendable(4)).contains(again);
        }
    }
}
