package dev.outrigger.sync.pull;

import static dev.outrigger.sync.pull.SyncRun.BACKEND_TIME;
import static dev.outrigger.sync.pull.SyncRun.POST;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// When the keys of a model are compared with the backend's.
class ComparingTest {
    private static final SyncCommand COMPARE =
            new SyncCommand.CompareKeys(1, "Post", BACKEND_TIME.minusSeconds(2));

    private SyncRun run = new SyncRun(Schemas.demo());

    private void baseSyncIsDue() {
        run.listening(SyncRun.pulledAt(BACKEND_TIME, run.now().minus(Duration.ofDays(40))));
    }

    private void compared(KeyComparison outcome) {
        run.on(new SyncEvent.KeysCompared(1, "Post", outcome));
    }

    @Test
    void R4_aRepeatedBaseSyncEndsInAComparisonAndIsReachedOnlyThen() {
        // Given
        baseSyncIsDue();

        // When
        run.page("Post", null, POST);
        Reached pagesStored = run.reached();
        run.stored("Post");

        // Then
        assertThat(pagesStored)
                .isInstanceOfSatisfying(
                        PageCheckpoint.class, page -> assertThat(page.nextToken()).isNull());
        assertThat(run.commands()).containsExactly(COMPARE);

        // When
        compared(new KeyComparison.Removed(new Applied(0, 0, 7, 0)));

        // Then
        assertThat(run.reached()).isEqualTo(new SyncCheckpoint(BACKEND_TIME, run.now()));
        run.stored("Post");
        assertThat(run.announced())
                .containsExactly(
                        new Notice.ModelSynced(
                                "Post",
                                PullKind.REPEATED_BASE,
                                new PullCount(1, 1, new Applied(0, 0, 7, 0))));
    }

    @Test
    void theFirstBaseSyncAndADeltaCompareNothing() {
        // When
        run.listening(Map.of());
        run.page("Post", null, POST);
        run.stored("Post");

        // Then
        assertThat(run.announced()).first().isInstanceOf(Notice.ModelSynced.class);

        // Given
        run = new SyncRun(Schemas.demo());
        run.listening(SyncRun.pulledAt(BACKEND_TIME, run.now()));

        // When
        run.page("Post", null, POST);
        run.stored("Post");

        // Then
        assertThat(run.announced()).first().isInstanceOf(Notice.ModelSynced.class);
    }

    @Test
    void aPullThatTheModelsLimitCutOffSaysNothingAboutTheRest() {
        // Given
        SyncPolicy limited = new SyncPolicy(SyncMode.BOTH, 1L, Duration.ofMinutes(1), null);
        run = new SyncRun(Schemas.demo(), new SyncPolicies(Map.of("Post", limited)));
        baseSyncIsDue();

        // When
        run.page("Post", "more", POST);
        Reached reached = run.reached();
        run.stored("Post");

        // Then
        assertThat(reached).isInstanceOf(SyncCheckpoint.class);
        assertThat(run.announced()).first().isInstanceOf(Notice.ModelSynced.class);
    }

    @Test
    void aComparisonThatFailsFailsTheModelAndIsMadeAgainAfterADelta() {
        // Given
        baseSyncIsDue();
        run.page("Post", null, POST);
        PageCheckpoint stored = (PageCheckpoint) run.reached();
        run.stored("Post");

        // When
        compared(new KeyComparison.Failed("no answer"));

        // Then
        assertThat(run.announced()).containsExactly(new Notice.ModelFailed("Post", "no answer"));

        // When
        run.page("Comment", null);
        run.stored("Comment");
        run.on(new SyncEvent.WaitOver(1));
        Instant old = run.now().minus(Duration.ofDays(40));
        run.on(
                new SyncEvent.CheckpointsLoaded(
                        1,
                        new Checkpoints(
                                SyncRun.pulledAt(BACKEND_TIME, old), Map.of("Post", stored))));

        // Then
        assertThat(run.pulled())
                .extracting(PageRequest::lastSync)
                .containsExactly(BACKEND_TIME.minusSeconds(2));
        run.page("Post", null);
        run.stored("Post");
        assertThat(run.commands()).containsExactly(COMPARE);
    }
}
