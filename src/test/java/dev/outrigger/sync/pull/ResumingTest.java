package dev.outrigger.sync.pull;

import static dev.outrigger.sync.pull.SyncRun.BACKEND_TIME;
import static dev.outrigger.sync.pull.SyncRun.LIMITS;
import static dev.outrigger.sync.pull.SyncRun.POST;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// How a pull that was interrupted goes on.
class ResumingTest {
    private static final Applied THREE_NEW = new Applied(3, 0, 0, 0);

    private final SyncRun run = new SyncRun(Schemas.demo());

    private static PageCheckpoint interrupted(PullKind kind, Instant begunAt) {
        Instant lastSync = kind == PullKind.BASE ? null : BACKEND_TIME.minusSeconds(3_600);
        return new PageCheckpoint(
                new PullProgress(
                        new PullStart(kind, lastSync, begunAt),
                        BACKEND_TIME,
                        new PullCount(2, 3, THREE_NEW),
                        false),
                "token 2");
    }

    private void listening(PageCheckpoint unfinished) {
        run.listening(new Checkpoints(Map.of(), Map.of("Post", unfinished)));
    }

    private static PageRequest page(Instant lastSync, String token) {
        return new PageRequest("Post", lastSync, token, LIMITS.pageItems());
    }

    @Test
    void T27_aBaseSyncGoesOnWithThePageAfterTheLastOneThatWasStored() {
        // When
        listening(interrupted(PullKind.BASE, run.now().minusSeconds(60)));

        // Then
        assertThat(run.pulled()).containsExactly(page(null, "token 2"));
    }

    @Test
    void T27_whatChangedWhileNobodyListenedFollowsByADeltaBeforeTheModelIsSynced() {
        // Given
        Instant begunAt = run.now().minusSeconds(60);
        listening(interrupted(PullKind.BASE, begunAt));

        // When
        run.page("Post", null, POST);
        Reached reached = run.reached();
        run.stored("Post");

        // Then
        assertThat(reached).isEqualTo(new SyncCheckpoint(BACKEND_TIME, begunAt));
        assertThat(run.announced()).isEmpty();
        assertThat(run.pulled()).containsExactly(page(BACKEND_TIME.minusSeconds(2), null));

        // When
        run.page("Post", null, POST);
        run.stored("Post");

        // Then
        assertThat(run.announced())
                .containsExactly(
                        new Notice.ModelSynced(
                                "Post", PullKind.BASE, new PullCount(4, 5, THREE_NEW)));
    }

    @Test
    void T27_aPullThatBeganTooLongAgoBeginsAnew() {
        // When
        listening(interrupted(PullKind.BASE, run.now().minus(Duration.ofHours(25))));

        // Then
        assertThat(run.pulled()).containsExactly(page(null, null));
    }

    @Test
    void R9_aPullThatBeganInTheFutureBeginsAnew() {
        // When
        listening(interrupted(PullKind.BASE, run.now().plus(Duration.ofDays(1))));

        // Then
        assertThat(run.pulled()).containsExactly(page(null, null));
    }

    @Test
    void aDeltaThatWasInterruptedGivesWayToTheBaseSyncThatIsDue() {
        // Given
        Instant old = run.now().minus(Duration.ofHours(25));

        // When
        run.listening(
                new Checkpoints(
                        Map.of("Post", new SyncCheckpoint(BACKEND_TIME, old)),
                        Map.of("Post", interrupted(PullKind.DELTA, run.now().minusSeconds(5)))));

        // Then
        assertThat(run.pulled()).containsExactly(page(null, null));
    }

    @Test
    void T27_aRefusedTokenBeginsThePullAnewAtOnce() {
        // Given
        listening(interrupted(PullKind.BASE, run.now()));

        // When
        run.answered("Post", new PullOutcome.TokenRefused("too old"));

        // Then
        assertThat(run.announced()).isEmpty();
        assertThat(run.pulled()).containsExactly(page(null, null));
    }

    @Test
    void T12_aBackendThatRefusesEveryTokenFailsTheModel() {
        // Given
        listening(interrupted(PullKind.BASE, run.now()));
        run.answered("Post", new PullOutcome.TokenRefused("too old"));
        run.page("Post", "token 1", POST);
        run.stored("Post");

        // When
        run.answered("Post", new PullOutcome.TokenRefused("too old again"));

        // Then
        assertThat(run.announced())
                .containsExactly(new Notice.ModelFailed("Post", "too old again"));
    }

    @Test
    void T12_aLaterPageThatFailsIsAskedForAgainAndNotTheFirst() {
        // Given
        run.listening(Map.of());
        run.page("Post", "token 1", POST);
        run.stored("Post");
        run.fails("Post");
        run.page("Comment", null);
        run.stored("Comment");

        // When
        run.on(new SyncEvent.WaitOver(1));
        run.on(
                new SyncEvent.CheckpointsLoaded(
                        1,
                        new Checkpoints(
                                Map.of(), Map.of("Post", run.pageCheckpoint("token 1", 1)))));

        // Then
        assertThat(run.pulled()).containsExactly(page(null, "token 1"));
    }
}
