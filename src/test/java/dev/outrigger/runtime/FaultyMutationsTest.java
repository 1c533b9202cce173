package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// A mutation at which the backend breaks down, and a backend that breaks down at all of them.
class FaultyMutationsTest {
    private static final PushOutcome BREAKDOWN = new PushOutcome.Faulted("InternalFailure: oh");
    private static final ItemKey FAULTY = post(0).key();

    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    private static ItemBuilder post(int number) {
        return anItem("Post").withId("p" + number);
    }

    @BeforeEach
    void catchUp() {
        run.caughtUp();
    }

    private void failsAtOne() {
        backend.answersPushes(
                outgoing -> outgoing.mutation().key().equals(FAULTY) ? BREAKDOWN : null);
    }

    private PendingMutation faulty() {
        assertThat(run.outbox()).extracting(PendingMutation::key).containsExactly(FAULTY);
        return run.outbox().getFirst();
    }

    @Test
    void AC97_aMutationAtWhichTheBackendFailsHoldsNoOtherUp() {
        // Given
        failsAtOne();
        run.save(post(0).create());
        run.pass(Duration.ofMinutes(30));

        // When
        for (int number = 1; number <= 3; number++) {
            run.save(post(number).create());
        }

        // Then
        assertThat(faulty().lastError()).isEqualTo("InternalFailure: oh");

        // When
        backend.recovers();
        run.pass(Duration.ofMinutes(6));

        // Then
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void afterManyFailuresAmongSuccessesItIsHeldUntilSomebodyDecides() {
        // Given
        failsAtOne();
        run.save(post(0).create());

        // When
        for (int number = 1; number <= 15; number++) {
            run.save(post(number).create());
            run.pass(Duration.ofMinutes(6));
        }

        // Then
        assertThat(faulty().standing()).isEqualTo(Standing.HELD);
        assertThat(run.told("outboxMutationFailed"))
                .singleElement()
                .satisfies(told -> assertThat(told).containsEntry("errorType", "BackendFailure"));
        long attempts = backend.pushed().stream().filter(this::isFaulty).count();
        run.pass(Duration.ofHours(1));
        assertThat(backend.pushed().stream().filter(this::isFaulty)).hasSize((int) attempts);

        // When
        backend.recovers();
        run.now();

        // Then
        assertThat(run.outbox()).isEmpty();
    }

    private boolean isFaulty(Backend.Outgoing outgoing) {
        return outgoing.mutation().key().equals(FAULTY);
    }

    @Test
    void R2_aBackendThatFailsAtEverythingForADayCostsNoMutation() {
        // Given
        backend.isInTrouble(List.of(BREAKDOWN));
        for (int hour = 0; hour < 24; hour++) {
            run.save(post(hour).create());
            run.pass(Duration.ofHours(1));
        }

        // When
        backend.recovers();
        run.now();
        run.pass(Duration.ofMinutes(10));

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told("outboxMutationFailed")).isEmpty();
    }

    @Test
    void whatTheBackendHasStoredBeforeItBrokeDownIsNotSentAgain() {
        // Given
        backend.answersNextPush(BREAKDOWN);
        run.save(post(0).create());

        // When
        backend.holds(post(0).remote());
        run.pass(Duration.ofSeconds(1));

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(backend.pushed()).hasSize(1);
    }

    @Test
    void anEditOfAHeldOneIsAnotherMutationAndIsTriedAnew() {
        // Given
        failsAtOne();
        run.save(post(0).create());
        for (int number = 1; number <= 15; number++) {
            run.save(post(number).create());
            run.pass(Duration.ofMinutes(6));
        }

        // When
        backend.recovers();
        run.save(post(0).patch("title", "another"));

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(backend.item(FAULTY).item().value("title")).isEqualTo("another");
    }
}
