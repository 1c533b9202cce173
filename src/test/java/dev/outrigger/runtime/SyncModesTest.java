package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Map;

/// Which ways the items of a model travel, by its mode.
class SyncModesTest {
    private static EngineRun posts(SyncPolicy policy) {
        return new EngineRun(Schemas.demo(), new SyncPolicies(Map.of("Post", policy)));
    }

    private static EngineRun posts(SyncMode mode) {
        return posts(SyncPolicy.of(mode));
    }

    private static SyncStatus.ModelStatus status(EngineRun run) {
        return run.status().models().getFirst();
    }

    @Test
    void whatIsSavedOfAModelThatIsOffStaysHereAndKeepsNothingElseBack() {
        // Given
        EngineRun run = posts(SyncMode.OFF).caughtUp();

        // When
        run.save(anItem("Post").create());
        run.save(anItem("Comment").create());

        // Then
        assertThat(run.backend().pushed())
                .extracting(pushed -> pushed.mutation().key().model())
                .containsExactly("Comment");
        assertThat(run.outbox()).hasSize(1);
        assertThat(run.item(anItem("Post").key()).orElseThrow().pending()).isTrue();
        assertThat(status(run).state()).isEqualTo("not-pulled");
    }

    @Test
    void manyMutationsThatStayHereDoNotHideTheOneBehindThem() {
        // Given
        EngineRun run = posts(SyncMode.OFF).caughtUp();
        for (int post = 0; post < 600; post++) {
            run.save(anItem("Post").withId("p" + post).create());
        }

        // When
        run.save(anItem("Comment").create());

        // Then
        assertThat(run.backend().pushed()).hasSize(1);
    }

    @Test
    void aModelThatIsOnlyPulledCannotBeEdited() {
        // Given
        EngineRun run = posts(SyncMode.PULL);
        run.backend().holds(anItem("Post").remote());
        run.caughtUp();

        // When
        EditOutcome outcome = run.save(anItem("Post").withId("p2").create());

        // Then
        assertThat(outcome).isEqualTo(new EditOutcome.Refused(new Refusal.ModelReadOnly("Post")));
        assertThat(run.item(anItem("Post").key())).isPresent();
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void aModelThatIsOnlyPushedIsNeitherAskedForNorListenedTo() {
        // Given
        EngineRun run = posts(SyncMode.PUSH).caughtUp();

        // When
        run.save(anItem("Post").create());

        // Then
        assertThat(run.backend().pushed()).hasSize(1);
        assertThat(run.backend().heard()).containsExactly("Comment");
        assertThat(run.backend().pulled())
                .extracting(request -> request.model())
                .containsOnly("Comment");
    }

    @Test
    void aModelWithoutSubscriptionIsPolledAndSent() {
        // Given
        EngineRun run =
                posts(new SyncPolicy(SyncMode.NO_SUBSCRIPTION, null, Duration.ofSeconds(10), null))
                        .caughtUp();
        run.backend().holds(anItem("Post").remote());

        // When
        run.pass(Duration.ofSeconds(11));

        // Then
        assertThat(run.item(anItem("Post").key())).isPresent();
        assertThat(run.backend().heard()).containsExactly("Comment");
    }

    @ParameterizedTest
    @EnumSource
    void theStatusTellsTheMode(SyncMode mode) {
        assertThat(status(posts(mode)).mode()).isEqualTo(mode);
    }
}
