package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// What becomes of mutations whose item the backend cannot show.
class UnreadableAnswersTest {
    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    @Test
    void AC95_AC127_anItemThatCannotBeReadHoldsBackOnlyItsOwnMutations() {
        // Given
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.Unreadable("title is null"));
        run.save(anItem("Post").create());

        // When
        run.save(anItem("Post").withId("p2").create());
        run.save(anItem("Post").withId("p3").create());

        // Then
        assertThat(run.outbox())
                .extracting(PendingMutation::key)
                .containsExactly(anItem("Post").key());

        // When: it can be read again
        backend.holds(anItem("Post").remote());
        run.pass(Duration.ofSeconds(1));

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(backend.pushed()).hasSize(3);
    }

    @Test
    void AC95_anAnswerThatTheReplicaCannotHoldHoldsBackOnlyItsOwnMutations() {
        // Given
        run.caughtUp();
        run.store().refuseNext("settle");
        run.save(anItem("Post").create());

        // When
        run.save(anItem("Post").withId("p2").create());

        // Then
        assertThat(run.outbox())
                .singleElement()
                .satisfies(
                        waiting -> {
                            assertThat(waiting.key()).isEqualTo(anItem("Post").key());
                            assertThat(waiting.lastError()).isEqualTo("too long for an index");
                        });

        // When: the backend has another one
        run.pass(Duration.ofSeconds(1));

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(backend.pushed()).hasSize(2);
    }
}
