package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.Moment;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.ItemBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// How long delivery waits, and what ends the wait.
class PushPaceTest {
    private static final PushLimits LIMITS = new PushLimits(4, DocumentLimits.of(1), 8, 3);
    private static final RemoteItem ANSWER = anItem("Post").remote();

    private final PushMachine machine = new PushMachine(LIMITS);
    private final List<PushCommand> commands = new ArrayList<>();
    private PushState state = machine.initial();
    private double chance;

    private static ItemBuilder post(int number) {
        return anItem("Post").withId("p" + number);
    }

    private List<PushCommand> on(PushEvent event) {
        PushStep step = machine.step(state, event, new Moment(SAVED_AT, chance));
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

    private Verdict verdict() {
        return commands.stream()
                .filter(PushCommand.Settle.class::isInstance)
                .map(command -> ((PushCommand.Settle) command).verdict())
                .findFirst()
                .orElseThrow();
    }

    private Duration wait(List<PushCommand> of) {
        return of.stream()
                .filter(PushCommand.ArmRetry.class::isInstance)
                .map(command -> ((PushCommand.ArmRetry) command).delay())
                .findFirst()
                .orElseThrow();
    }

    private List<PushCommand> answer(Claimed sent, PushOutcome outcome) {
        return on(new PushEvent.Answered(sent, outcome));
    }

    private static PushOutcome deferred(@Nullable Duration pause) {
        return new PushOutcome.Deferred(pause, "throttled");
    }

    private static PushOutcome unanswered() {
        return new PushOutcome.Unanswered("timed out");
    }

    @Test
    void AC88_consecutiveFailuresAreCountedUntilTheBackendTakesAMutation() {
        // Given
        PendingMutation create = post(1).creating(1);
        draining(create);
        Claimed sent = claimed(create);
        answer(sent, unanswered());

        // When
        on(new PushEvent.Reached());
        answer(sent, unanswered());
        int before = state.pace().failures();
        answer(sent, new PushOutcome.Accepted(ANSWER));

        // Then
        assertThat(before).isEqualTo(2);
        assertThat(state)
                .isInstanceOfSatisfying(
                        PushState.Draining.class,
                        draining -> assertThat(draining.pace().failures()).isZero());
    }

    @Test
    void AC88_waitsDoubleFrom200MsToFiveMinutesWithAtMost100MsMore() {
        // Given
        chance = 0.5;

        // When
        List<Duration> waits = failures(16);

        // Then
        assertThat(waits.subList(0, 4))
                .containsExactly(
                        Duration.ofMillis(250),
                        Duration.ofMillis(450),
                        Duration.ofMillis(850),
                        Duration.ofMillis(1_650));
        assertThat(waits.getLast()).isEqualTo(Duration.ofMinutes(5).plusMillis(50));
        assertThat(waits).isSorted();
    }

    @Test
    void AC88_aTransportErrorIsTriedAgainWithoutLimit() {
        // When
        failures(1_000);

        // Then
        assertThat(state.window().entries().ids()).containsExactly(1L);
    }

    @Test
    void AC90_aBackendThatIsBackInReachEndsTheBackOff() {
        // Given
        PendingMutation create = post(1).creating(1);
        draining(create);
        answer(claimed(create), unanswered());
        on(new PushEvent.Settled(1, verdict()));

        // When
        on(new PushEvent.Reached());

        // Then
        assertThat(commands).containsExactly(new PushCommand.Claim(List.of(1L)));
    }

    @Test
    void AC91_theWaitIsWhatTheBackendAskedFor() {
        // Given
        PendingMutation create = post(1).creating(1);
        draining(create);

        // When
        answer(claimed(create), deferred(Duration.ofMinutes(20)));

        // Then
        assertThat(wait(commands)).isEqualTo(Duration.ofMinutes(20));
        assertThat(verdict()).isEqualTo(new Verdict.Postponed(Standing.WAITING, "throttled"));
    }

    @Test
    void AC91_withoutARequestOfTheBackendThrottlingBacksOff() {
        // Given
        PendingMutation create = post(1).creating(1);
        draining(create);

        // When
        answer(claimed(create), deferred(null));

        // Then
        assertThat(wait(commands)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void AC91_aPauseThatTheBackendAskedForOutlastsTheAnswersToOtherMutations() {
        // Given
        draining(post(1).creating(1), post(2).creating(2));
        Claimed first = claimed(post(1).creating(1));
        Claimed second = claimed(post(2).creating(2));
        answer(first, deferred(Duration.ofSeconds(60)));
        on(new PushEvent.Settled(1, verdict()));

        // When
        answer(second, new PushOutcome.Accepted(ANSWER));
        on(new PushEvent.Settled(2, verdict()));
        List<PushCommand> afterAnswer = List.copyOf(commands);
        on(new PushEvent.Reached());

        // Then
        assertThat(afterAnswer).isEmpty();
        assertThat(commands).isEmpty();
        assertThat(state).isInstanceOf(PushState.Waiting.class);
    }

    @Test
    void AC91_aPauseThatTheBackendAsksForReplacesABackOff() {
        // Given
        draining(post(1).creating(1), post(2).creating(2));
        Claimed first = claimed(post(1).creating(1));
        Claimed second = claimed(post(2).creating(2));
        answer(first, unanswered());

        // When
        answer(second, deferred(Duration.ofSeconds(60)));

        // Then
        assertThat(wait(commands)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void AC91_somebodyWhoAsksForAnAttemptNowGetsIt() {
        // Given
        PendingMutation create = post(1).creating(1);
        draining(create);
        answer(claimed(create), deferred(Duration.ofSeconds(60)));
        on(new PushEvent.Settled(1, verdict()));

        // When
        on(new PushEvent.Released());

        // Then
        assertThat(commands).contains(new PushCommand.Claim(List.of(1L)));
    }

    @Test
    void AC92_veryManyFailuresDoNotOverflowTheWait() {
        // When
        Moment moment = new Moment(SAVED_AT, 0.999);

        // Then
        assertThat(
                        LongStream.of(12, 13, 31, 32, 63, 64, Integer.MAX_VALUE)
                                .mapToObj(failures -> moment.backOff((int) failures)))
                .allSatisfy(
                        wait ->
                                assertThat(wait)
                                        .isBetween(
                                                Duration.ofMinutes(5),
                                                Duration.ofMinutes(5).plusMillis(100)));
    }

    /// So many attempts of one mutation without answer.
    private List<Duration> failures(int count) {
        PendingMutation create = post(1).creating(1);
        draining(create);
        List<Duration> waits = new ArrayList<>();
        for (int failure = 0; failure < count; failure++) {
            answer(claimed(create), unanswered());
            Verdict verdict = verdict();
            waits.add(wait(commands));
            on(new PushEvent.Settled(1, verdict));
            on(new PushEvent.RetryDue());
        }
        return waits;
    }
}
