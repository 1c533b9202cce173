package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

/// What becomes of the deletes of a whole tree.
class CascadeTest {
    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    @Test
    void AC53_aRefusedDeleteOfACascadeIsReportedAndTheOthersAreDelivered() {
        // Given
        backend.holds(anItem("Post").remote());
        backend.holds(anItem("Comment").withId("c1").remote());
        backend.holds(anItem("Comment").withId("c2").remote());
        run.caughtUp();
        backend.answersNextPush(new PushOutcome.Refused("Unauthorized", "not yours"));

        // When
        run.save(anItem("Post").delete());
        run.rest();

        // Then
        assertThat(backend.pushed())
                .extracting(pushed -> pushed.mutation().toString())
                .containsExactlyInAnyOrder(
                        "DELETE Comment/c1", "DELETE Comment/c2", "DELETE Post/p1");
        assertThat(run.told("outboxMutationFailed")).hasSize(1);
    }
}
