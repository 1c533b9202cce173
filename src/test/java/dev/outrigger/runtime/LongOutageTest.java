package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// A backend, or something before it, that answers everything but what was asked.
class LongOutageTest {
    private static final List<PushOutcome> TROUBLE =
            List.of(
                    new PushOutcome.Deferred(null, "HTTP 503"),
                    new PushOutcome.Unanswered("timed out"),
                    new PushOutcome.Unanswered("connection reset"),
                    new PushOutcome.Unanswered("the answer is not JSON: <html>"));

    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    @Test
    void R2_anHourOfTroubleDropsNothingAndEverythingArrivesOnceAfterIt() {
        // Given
        run.caughtUp();
        backend.isInTrouble(TROUBLE);
        for (int minute = 0; minute < 60; minute++) {
            run.save(anItem("Post").withId("p" + minute).create());
            run.pass(Duration.ofMinutes(1));
        }
        int waiting = run.outbox().size();

        // When
        backend.recovers();
        run.now();
        run.pass(Duration.ofMinutes(10));

        // Then
        assertThat(waiting).isEqualTo(60);
        assertThat(run.outbox()).isEmpty();
        for (int minute = 0; minute < 60; minute++) {
            assertThat(backend.item(anItem("Post").withId("p" + minute).key()).version().number())
                    .isEqualTo(1);
        }
    }
}
