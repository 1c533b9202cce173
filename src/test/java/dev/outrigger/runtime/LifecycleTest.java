package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.Clearing.Outcome;
import dev.outrigger.replica.Clearing.Unsent;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Starting, stopping and clearing, in whatever order.
class LifecycleTest {
    private static final int SEEDS = 200;

    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    @Test
    void AC141_clearWorksWithoutAStartAndTheNextStartDoesABaseSync() {
        // Given
        backend.holds(anItem("Post").remote());
        run.caughtUp();
        run.stop();

        // When
        CompletableFuture<Outcome> cleared = clear(Unsent.PROTECTED);
        boolean empty = run.item(anItem("Post").key()).isEmpty();
        run.start();
        backend.acknowledgeLink();
        run.rest();

        // Then
        assertThat(cleared).isCompletedWithValueMatching(Outcome.Cleared.class::isInstance);
        assertThat(empty).isTrue();
        assertThat(backend.pulled().getLast().lastSync()).isNull();
        assertThat(run.item(anItem("Post").key())).isPresent();
    }

    @Test
    void AC141_anEngineThatRanGoesOnWithABaseSyncAfterTheClear() {
        // Given
        backend.holds(anItem("Post").remote());
        run.caughtUp();

        // When
        clear(Unsent.PROTECTED);
        backend.acknowledgeLink();
        run.rest();

        // Then
        assertThat(backend.pulled())
                .extracting(PageRequest::lastSync)
                .hasSize(4)
                .containsOnlyNulls();
        assertThat(run.item(anItem("Post").key())).isPresent();
        assertThat(run.told("modelSynced"))
                .allSatisfy(told -> assertThat(told).containsEntry("isFullSync", true));
    }

    @Test
    void R12_aRefusedClearDoesNotDisturbTheEngine() {
        // Given
        backend.unreachable();
        run.start();
        run.save(anItem("Post").create());
        int links = backend.links();

        // When
        CompletableFuture<Outcome> refused = clear(Unsent.PROTECTED);

        // Then
        assertThat(refused).isCompletedWithValue(new Outcome.OutboxNotEmpty(1));
        assertThat(backend.links()).isEqualTo(links);
        assertThat(run.outbox()).hasSize(1);
    }

    @Test
    void R12_aClearByForceIsNotUndoneByTheAnswerOfWhatWasUnderWay() {
        // Given
        run.caughtUp();
        backend.answersLate();
        run.save(anItem("Post").create());

        // When
        CompletableFuture<Outcome> cleared = clear(Unsent.DISCARDED);
        boolean waits = !cleared.isDone();
        backend.answer();
        run.rest();

        // Then
        assertThat(waits).isTrue();
        assertThat(cleared).isCompletedWithValueMatching(Outcome.Cleared.class::isInstance);
        assertThat(run.outbox()).isEmpty();
        assertThat(run.item(anItem("Post").key())).isEmpty();
    }

    @Test
    void AC152_aStopWaitsForAnswersNoLongerThanItsLimitAndTellsWhatItCancelled() {
        // Given
        run.caughtUp();
        backend.answersLate();
        run.save(anItem("Post").create());
        CompletableFuture<StopReport> report = run.stopping();

        // When
        run.pass(SyncLimits.defaults().stop().minusMillis(1));
        boolean early = report.isDone();
        run.pass(Duration.ofMillis(1));

        // Then
        assertThat(early).isFalse();
        assertThat(report.join().cancelledCalls()).isEqualTo(1);
        assertThat(report.join().status().state()).isEqualTo("stopped");
        assertThat(run.outbox())
                .singleElement()
                .satisfies(left -> assertThat(left.standing()).isEqualTo(Standing.SENT));
    }

    @Test
    void aMutationThatAStopCancelledIsLookedUpBeforeItIsSentAgain() {
        // Given
        run.caughtUp();
        backend.answersLate();
        run.save(anItem("Post").create());
        run.stopping();
        run.pass(SyncLimits.defaults().stop());

        // When
        run.start();

        // Then
        assertThat(backend.pushed()).hasSize(1);
        assertThat(backend.fetched()).containsExactly(anItem("Post").key());
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void AC140_startStopNowAndClearInAnyInterleavingSettleAndLoseNoSave() {
        for (int seed = 0; seed < SEEDS; seed++) {
            AnyOrder order = new AnyOrder(seed);
            order.happen();
            order.settle();
        }
    }

    private CompletableFuture<Outcome> clear(Unsent unsent) {
        CompletableFuture<Outcome> outcome = run.lifecycle().clear(unsent).toCompletableFuture();
        run.rest();
        return outcome;
    }

    /// One engine to which clients do things in an order that a seed draws, some of them before the
    /// earlier ones have ended.
    private static final class AnyOrder {
        private static final int STEPS = 30;

        private final int seed;
        private final Random random;
        private final EngineRun run = new EngineRun();
        private final List<CompletionStage<?>> asked = new ArrayList<>();
        private int saves;

        AnyOrder(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void happen() {
            for (int step = 0; step < STEPS; step++) {
                asked.add(
                        switch (random.nextInt(7)) {
                            case 0, 1 -> run.lifecycle().start();
                            case 2 -> run.lifecycle().stop();
                            case 3 -> run.lifecycle().now();
                            case 4 -> run.lifecycle().clear(Unsent.PROTECTED);
                            default -> saved();
                        });
                if (random.nextBoolean()) {
                    run.rest();
                }
                if (random.nextInt(4) == 0 && run.backend().listens()) {
                    run.backend().acknowledgeLink();
                }
            }
        }

        private CompletionStage<?> saved() {
            saves++;
            return CompletableFuture.completedStage(
                    run.save(anItem("Post").withId("p" + saves).create()));
        }

        void settle() {
            run.pass(Duration.ofMinutes(1));
            assertThat(asked).as("seed %s", seed).allMatch(each -> done(each));
            asked.clear();
            asked.add(run.lifecycle().start());
            run.rest();
            if (run.backend().listens()) {
                run.backend().acknowledgeLink();
            }
            run.pass(Duration.ofMinutes(1));
            assertThat(run.outbox()).as("seed %s", seed).isEmpty();
            for (int save = 1; save <= saves; save++) {
                assertThat(run.item(anItem("Post").withId("p" + save).key()))
                        .as("seed %s, save %s", seed, save)
                        .isPresent();
            }
        }

        private static boolean done(CompletionStage<?> stage) {
            CompletableFuture<?> future = stage.toCompletableFuture();
            return future.isDone() && !future.isCompletedExceptionally();
        }
    }
}
