package dev.outrigger.sync.pull;

import static dev.outrigger.sync.pull.SyncRun.BACKEND_TIME;
import static dev.outrigger.sync.pull.SyncRun.LIMITS;
import static dev.outrigger.sync.pull.SyncRun.POST;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// What a model's own settings change about its pulls.
class PullModesTest {
    private static SyncRun run(SyncPolicy ofPosts) {
        return new SyncRun(Schemas.demo(), new SyncPolicies(Map.of("Post", ofPosts)));
    }

    private static SyncPolicy limited(long maxRecords) {
        return new SyncPolicy(SyncMode.BOTH, maxRecords, Duration.ofMinutes(1), null);
    }

    private static RemoteItem[] posts(int count) {
        return Collections.nCopies(count, ItemBuilder.anItem("Post").remote())
                .toArray(RemoteItem[]::new);
    }

    @Test
    void AC111_thePageAfterTheLimitIsNeverAskedFor() {
        // Given
        SyncRun run = run(limited(1_000));
        run.listening(Map.of());
        List<PageRequest> asked = new ArrayList<>(run.pulled());

        // When
        for (int page = 1; page <= 10; page++) {
            run.page("Post", "token " + page, posts(100));
            asked.addAll(run.pulled());
            if (page < 10) {
                run.stored("Post");
            }
        }

        // Then
        assertThat(asked).hasSize(10).extracting(PageRequest::limit).containsOnly(100);
        assertThat(run.reached()).isInstanceOf(SyncCheckpoint.class);
        run.stored("Post");
        assertThat(run.announced()).first().isInstanceOf(Notice.ModelSynced.class);
    }

    @Test
    void AC111_theLastPageIsAskedForWithWhatIsLeftOfTheLimit() {
        // Given
        SyncRun run = run(limited(130));
        run.listening(Map.of());

        // When
        run.page("Post", "token 1", posts(90));

        // Then
        assertThat(run.pulled()).containsExactly(new PageRequest("Post", null, "token 1", 40));
    }

    @Test
    void AC112_eachPageIsAskedForWithTheConfiguredSize() {
        // Given
        SyncRun run = run(SyncPolicy.usual());
        run.listening(Map.of());
        List<PageRequest> asked = new ArrayList<>(run.pulled());

        // When
        run.page("Post", "token 1", POST);
        asked.addAll(run.pulled());

        // Then
        assertThat(asked).extracting(PageRequest::limit).containsExactly(100, 100);
    }

    @Test
    void aDeltaIsNotLimitedAsWhatIsLeftOutWouldBeLost() {
        // Given
        SyncRun run = run(limited(1));

        // When
        run.listening(SyncRun.pulledAt(BACKEND_TIME, run.now()));
        run.page("Post", "token 1", posts(100));

        // Then
        assertThat(run.pulled())
                .containsExactly(
                        new PageRequest(
                                "Post",
                                BACKEND_TIME.minusSeconds(2),
                                "token 1",
                                LIMITS.pageItems()));
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "PUSH"})
    void aModelThatIsNotPulledIsNeverAskedForAndKeepsNoOtherAway(SyncMode mode) {
        // Given
        SyncRun run = run(SyncPolicy.of(mode));

        // When
        run.listening(Map.of());

        // Then
        assertThat(run.announced())
                .containsExactly(new Notice.SyncQueriesStarted(List.of("Comment")));
        assertThat(run.pulled()).extracting(PageRequest::model).containsExactly("Comment");
    }

    @Test
    void aReplicaThatPullsNothingIsReadyAndArmsNoWait() {
        // Given
        SyncRun run =
                new SyncRun(
                        Schemas.demo(),
                        new SyncPolicies(
                                Map.of(
                                        "Post", SyncPolicy.of(SyncMode.PUSH),
                                        "Comment", SyncPolicy.of(SyncMode.OFF))));

        // When
        run.listening(Map.of());

        // Then
        assertThat(run.announced()).contains(new Notice.Ready());
        assertThat(run.commands()).noneMatch(SyncCommand.ArmWait.class::isInstance);
    }

    @Test
    void aModelWithoutSubscriptionIsPulledAloneAtItsInterval() {
        // Given
        SyncRun run =
                run(new SyncPolicy(SyncMode.NO_SUBSCRIPTION, null, Duration.ofSeconds(10), null));

        // When
        run.caughtUp();

        // Then
        assertThat(run.waitArmed()).isEqualTo(Duration.ofSeconds(10));

        // When
        run.on(new SyncEvent.WaitOver(1));
        run.on(
                new SyncEvent.CheckpointsLoaded(
                        1, Checkpoints.finished(SyncRun.pulledAt(BACKEND_TIME, run.now()))));

        // Then
        assertThat(run.pulled())
                .containsExactly(
                        new PageRequest(
                                "Post", BACKEND_TIME.minusSeconds(2), null, LIMITS.pageItems()));
    }

    @Test
    void AC108_aModelMayHaveAFullSyncIntervalOfItsOwn() {
        // Given
        Duration hour = Duration.ofHours(1);
        SyncRun run = run(new SyncPolicy(SyncMode.BOTH, null, Duration.ofMinutes(1), hour));

        // When
        run.listening(SyncRun.pulledAt(BACKEND_TIME, run.now().minus(hour).minusMillis(1)));

        // Then
        assertThat(run.pulled()).extracting(PageRequest::lastSync).containsOnlyNulls();
    }
}
