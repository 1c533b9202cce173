package dev.outrigger.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How many models are pulled at once, and how soon one that failed is tried again.
class PullPaceTest {
    @Test
    void modelsArePulledBesideEachOtherUpToTheLimit() {
        // Given
        SyncRun run = new SyncRun(BlogSchema.SCHEMA);
        int most = 0;
        List<String> asked = new ArrayList<>();

        // When
        run.listening(Map.of());
        List<String> open = new ArrayList<>(models(run));
        while (!open.isEmpty()) {
            most = Math.max(most, open.size());
            String model = open.removeFirst();
            asked.add(model);
            run.page(model, null);
            run.stored(model);
            open.addAll(models(run));
        }

        // Then
        assertThat(most).isEqualTo(SyncRun.LIMITS.pullsAtOnce());
        assertThat(asked).hasSize(BlogSchema.SCHEMA.models().size());
    }

    private static List<String> models(SyncRun run) {
        return run.pulled().stream().map(PageRequest::model).toList();
    }

    @Test
    void AC117_T29_aModelThatMayNotBeReadIsAskedForAgainAfterMinutesAndTheOthersGoOn() {
        // Given
        SyncRun run = new SyncRun(Schemas.demo());
        run.listening(Map.of());

        // When
        run.answered("Post", new PullOutcome.Unauthorized("no"));

        // Then
        assertThat(run.announced()).containsExactly(new Notice.ModelUnauthorized("Post", "no"));
        assertThat(models(run)).containsExactly("Comment");

        // When
        run.page("Comment", null);
        run.stored("Comment");

        // Then
        assertThat(run.waitArmed()).isEqualTo(Duration.ofMinutes(5));
        assertThat(run.failed()).containsExactly("Post");
    }

    @Test
    void T11_aModelThatFailedIsNeitherSyncedNorReady() {
        // Given
        SyncRun run = new SyncRun(Schemas.demo());
        run.listening(Map.of());
        run.page("Post", null);
        run.stored("Post");
        List<Notice> told = new ArrayList<>();

        // When
        run.fails("Comment");
        told.addAll(run.announced());

        // Then
        assertThat(told).containsExactly(new Notice.ModelFailed("Comment", "no answer"));
        assertThat(run.failed()).containsExactly("Comment");
    }

    @Test
    void anItemOfAModelThatIsNotPulledIsStoredAtOnce() {
        // Given
        SyncRun run = new SyncRun(Schemas.demo());
        run.listening(Map.of());
        run.page("Post", null);
        run.stored("Post");
        run.fails("Comment");
        run.on(new SyncEvent.WaitOver(1));
        run.on(new SyncEvent.CheckpointsLoaded(1, Checkpoints.none()));

        // When
        run.feed(SyncRun.POST);

        // Then
        assertThat(run.commands())
                .containsExactly(new SyncCommand.StoreFeed(1, List.of(SyncRun.POST)));
    }
}
