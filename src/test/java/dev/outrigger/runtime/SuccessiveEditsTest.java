package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

/// Edits of one item that follow each other.
class SuccessiveEditsTest {
    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    private RemoteItem atTheBackend() {
        return backend.item(anItem("Post").key());
    }

    @Test
    void AC85_tenConditionalUpdatesThatEachWaitForTheOneBeforeAllApply() {
        // Given
        run.caughtUp();
        run.save(anItem("Post").with("title", "0").create());
        run.rest();

        // When
        for (int number = 1; number <= 10; number++) {
            run.save(
                    anItem("Post")
                            .patch(
                                    anItem("Post").when("title", "" + (number - 1)),
                                    "title",
                                    "" + number));
            run.rest();
            assertThat(run.outbox()).isEmpty();
        }

        // Then
        assertThat(backend.pushed().subList(1, 11))
                .allSatisfy(sent -> assertThat(sent.mutation().conditional()).isTrue());
        assertThat(atTheBackend().item().value("title")).isEqualTo("10");
        assertThat(atTheBackend().version().number()).isEqualTo(11);
        assertThat(run.item(anItem("Post").key()).orElseThrow().item().value("title"))
                .isEqualTo("10");
    }

    @Test
    void AC86_aCreateAndAnUpdateOfAnotherFieldDuringItsAnswerBothArrive() {
        // Given
        run.caughtUp();
        backend.answersLate();
        run.save(anItem("Post").with("title", "made").create());

        // When
        run.save(anItem("Post").patch("rating", 5));
        backend.answer();
        run.rest();
        backend.answer();
        run.rest();

        // Then
        assertThat(atTheBackend().item().fields())
                .containsEntry("title", "made")
                .containsEntry("rating", 5);
        assertThat(run.outbox()).isEmpty();
    }
}
