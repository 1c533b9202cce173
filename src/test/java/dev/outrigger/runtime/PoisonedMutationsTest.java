package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.Poison;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// A mutation that is always answered with a bare 5xx, which is also what an outage looks like.
class PoisonedMutationsTest {
    private static final PushOutcome OUTAGE = new PushOutcome.Unanswered("HTTP 502");
    private static final ItemKey POISONED = post(0).key();

    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    private static ItemBuilder post(int number) {
        return anItem("Post").withId("p" + number);
    }

    @BeforeEach
    void catchUp() {
        run.caughtUp();
    }

    private void saves(int from, int to) {
        for (int number = from; number <= to; number++) {
            run.save(post(number).create());
        }
    }

    private PendingMutation poisoned() {
        assertThat(run.outbox()).extracting(PendingMutation::key).containsExactly(POISONED);
        return run.outbox().getFirst();
    }

    @Test
    void AC97_aPoisonedMutationAmongManyHoldsNoOtherUp() {
        // Given
        backend.poison().inMutationsOf(POISONED);
        run.stop();
        saves(0, 500);

        // When
        run.start();
        backend.acknowledgeLink();
        run.pass(Duration.ofSeconds(10));

        // Then
        assertThat(poisoned().lastError()).isEqualTo(Poison.ANSWER);
    }

    @Test
    void AC97_whatIsSavedBesideAPoisonedMutationGoesAtOnce() {
        // Given
        backend.poison().inMutationsOf(POISONED);
        run.save(post(0).create());
        run.pass(Duration.ofMinutes(30));

        // When
        saves(1, 3);

        // Then
        assertThat(poisoned().standing()).isEqualTo(Standing.SENT);
        assertThat(run.status().delivery().waitsBecause()).isNull();
        assertThat(run.told("networkStatus")).isEmpty();
    }

    @Test
    void aPoisonedMutationIsHeldWithALetterOnceItHasFailedOftenAmongSuccesses() {
        // Given
        backend.poison().inMutationsOf(POISONED);
        run.save(post(0).create());

        // When
        for (int number = 1; number <= 15; number++) {
            saves(number, number);
            run.pass(Duration.ofMinutes(6));
        }

        // Then
        assertThat(poisoned().standing()).isEqualTo(Standing.HELD);
        assertThat(run.told("outboxMutationFailed"))
                .singleElement()
                .satisfies(told -> assertThat(told).containsEntry("errorType", "BackendFailure"));

        // When
        backend.recovers();
        run.now();

        // Then
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void whatOthersWriteShowsAsWellThatOnlyThisOneFails() {
        // Given
        backend.poison().inMutationsOf(POISONED);
        run.save(post(0).create());

        // When
        for (int number = 1; number <= 15; number++) {
            backend.feed(post(number).remote());
            run.pass(Duration.ofMinutes(6));
        }
        backend.feed(post(16).remote());
        run.pass(Duration.ofMinutes(6));

        // Then
        assertThat(poisoned().standing()).isEqualTo(Standing.HELD);
    }

    @Test
    void aMutationWhoseItemKillsEveryLookHoldsNoOtherUp() {
        // Given
        backend.poison().inMutationsOf(POISONED);
        backend.poison().inLooksAt(POISONED);
        saves(0, 40);

        // When
        run.pass(Duration.ofSeconds(10));
        saves(41, 60);
        run.pass(Duration.ofSeconds(10));

        // Then
        assertThat(poisoned().standing()).isEqualTo(Standing.SENT);

        // When
        run.pass(Duration.ofHours(2));
        backend.recovers();
        run.pass(Duration.ofMinutes(6));

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told("outboxMutationFailed")).isEmpty();
    }

    @Test
    void AC97_aModelOfWhichEveryMutationFailsHoldsNoOtherModelUp() {
        // Given
        run.stop();
        backend.holds(anItem("Post").withId("fine").remote());
        run.start();
        backend.acknowledgeLink();
        run.stop();
        saves(0, 1_500);
        for (int number = 0; number <= 1_500; number++) {
            backend.poison().inMutationsOf(post(number).key());
        }
        for (int number = 0; number < 100; number++) {
            run.save(anItem("Comment").withId("c" + number).with("postID", "fine").create());
        }

        // When
        run.start();
        backend.acknowledgeLink();
        run.pass(Duration.ofMinutes(1));

        // Then
        assertThat(run.outbox()).hasSize(1_501);
    }

    @Test
    void R2_aDayWithoutAnswersToMutationsCostsNoneEvenWhenTheProcessStartsAnewEachHour() {
        // Given
        saves(100, 100);
        backend.isInTrouble(List.of(OUTAGE));
        for (int hour = 0; hour < 24; hour++) {
            run.save(post(hour % 3).save());
            run.pass(Duration.ofHours(1));
            run.stop();
            run.start();
            backend.acknowledgeLink();
            backend.feed(post(200 + hour).remote());
        }

        // When
        assertThat(run.outbox()).allMatch(each -> each.faults() <= 1);
        backend.recovers();
        run.now();
        run.pass(Duration.ofMinutes(10));

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told("outboxMutationFailed")).isEmpty();
    }

    @Test
    void anOutageIsProbedWithOneMutationAtATime() {
        // Given
        run.stop();
        saves(1, 300);
        backend.isInTrouble(List.of(OUTAGE));
        run.start();
        backend.acknowledgeLink();
        run.pass(Duration.ofSeconds(1));
        int documents = backend.documents().size();

        // When
        run.pass(Duration.ofHours(1));

        // Then
        assertThat(backend.documents().subList(documents, backend.documents().size()))
                .hasSizeLessThan(40)
                .allMatch(size -> size == 1);

        // When
        backend.recovers();
        run.pass(Duration.ofMinutes(6));

        // Then
        assertThat(run.outbox()).isEmpty();
    }
}
