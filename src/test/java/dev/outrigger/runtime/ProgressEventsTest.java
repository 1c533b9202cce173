package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// What is told of a pull while it goes on.
class ProgressEventsTest {
    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    private void online() {
        run.start();
        backend.acknowledgeLink();
        run.rest();
    }

    @Test
    void howFarAPullHasGotIsToldOnceASecondAndIsInTheStatus() {
        // Given
        for (int page = 1; page <= 5; page++) {
            backend.answersNextPull(
                    new PullOutcome.Page(
                            List.of(anItem("Post").withId("p" + page).remote()),
                            List.of(),
                            "token " + page,
                            ScriptedBackend.STARTED_AT));
        }

        // When
        online();

        // Then
        assertThat(run.told("syncProgress"))
                .containsExactly(Map.of("model", "Post", "received", 1L, "pages", 1));
        assertThat(run.status().models().getFirst().count().pages()).isEqualTo(6);
        assertThat(run.status().models().getFirst().count().received()).isEqualTo(5);
    }

    @Test
    void howMuchIsToComeIsToldWhereTheBackendKnows() {
        // Given
        backend.estimates(40);
        backend.answersNextPull(
                new PullOutcome.Page(
                        List.of(anItem("Post").remote()),
                        List.of(),
                        "token",
                        ScriptedBackend.STARTED_AT));

        // When
        online();

        // Then
        assertThat(run.told("syncProgress"))
                .containsExactly(
                        Map.of("model", "Post", "received", 1L, "pages", 1, "estimate", 40L));
    }
}
