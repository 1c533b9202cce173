package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.BackendError;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.Rejection.Cause;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What observers are told of failures, and that delivery goes on whatever they do with it.
class RefusalEventsTest {
    private final EngineRun run = new EngineRun().caughtUp();
    private final ScriptedBackend backend = run.backend();

    private void refuseNext(Cause cause, BackendError... errors) {
        backend.answersNextPush(new PushOutcome.Refused(new Rejection(cause, List.of(errors))));
    }

    private Object errorType(String event) {
        return run.told(event).getFirst().get("errorType");
    }

    @Test
    void AC95_AC99_aRefusalIsToldWithModelOperationElementAndEveryError() {
        // Given
        refuseNext(
                Cause.BAD_RECORD,
                new BackendError("BadInput", "too long"),
                new BackendError("ValidationError", "no title"));

        // When
        run.save(anItem("Post").with("title", "ours").create());
        run.save(anItem("Post").withId("p2").create());

        // Then
        Map<String, Object> told = run.told("outboxMutationFailed").getFirst();
        assertThat(run.told("outboxMutationFailed")).hasSize(1);
        assertThat(told)
                .containsEntry("errorType", "BadRecord")
                .containsEntry("operation", "create")
                .containsEntry("model", "Post")
                .containsEntry("key", List.of("p1"))
                .containsEntry("deadLetterId", 1L)
                .containsEntry(
                        "errors",
                        List.of(
                                Map.of("errorType", "BadInput", "message", "too long"),
                                Map.of("errorType", "ValidationError", "message", "no title")));
        assertThat((Map<?, ?>) told.get("element")).extracting("title").isEqualTo("ours");
        assertThat(backend.item(anItem("Post").withId("p2").key())).isNotNull();
    }

    @Test
    void AC96_anObserverThatThrowsStopsNothing() {
        // Given
        run.observe(
                event -> {
                    throw new IllegalStateException("the app's error handler");
                });
        refuseNext(Cause.BAD_RECORD, new BackendError("BadInput", "too long"));

        // When
        run.save(anItem("Post").create());
        run.save(anItem("Post").withId("p2").create());

        // Then
        assertThat(run.told("outboxMutationFailed")).hasSize(1);
        assertThat(backend.item(anItem("Post").withId("p2").key())).isNotNull();
    }

    @Test
    void AC97_eachKindOfFailureIsToldByItsName() {
        // When
        refuseNext(Cause.BAD_RECORD, new BackendError("ValidationError", "a field is required"));
        run.save(anItem("Post").create());
        backend.answersNextPush(new PushOutcome.Unanswered("no answer within 30000 ms"));
        run.save(anItem("Post").withId("p2").create());
        run.pass(Duration.ofSeconds(1));
        backend.answersNextPush(new PushOutcome.NotSignedIn("HTTP 401"));
        run.save(anItem("Post").withId("p3").create());

        // Then
        assertThat(errorType("outboxMutationFailed")).isEqualTo("BadRecord");
        assertThat(errorType("outboxWaiting")).isEqualTo("Transient");
        assertThat(errorType("authRequired")).isEqualTo("Unauthorized");
    }

    @Test
    void AC97_aPauseIsToldOnceWithItsReasonAndItsLength() {
        // Given
        backend.answersNextPush(new PushOutcome.Deferred(Duration.ofSeconds(7), "HTTP 503"));

        // When
        run.save(anItem("Post").create());

        // Then
        assertThat(run.told("outboxWaiting"))
                .containsExactly(
                        Map.of(
                                "errorType", "Transient",
                                "error", "HTTP 503",
                                "retryInMs", 7_000L));
    }

    @Test
    void AC98_aFalseConditionHasAnEventOfItsOwnAndTheItemIsTheBackends() {
        // Given
        backend.feed(anItem("Post").with("title", "v1").withVersion(1).remote());
        run.rest();
        backend.answersNextPush(new PushOutcome.ConditionFailed("The conditional request failed"));

        // When
        run.save(anItem("Post").patch(anItem("Post").when("title", "v1"), "title", "ours"));

        // Then
        assertThat(run.told("conditionalSaveFailed"))
                .singleElement()
                .satisfies(
                        told ->
                                assertThat(told)
                                        .containsEntry("model", "Post")
                                        .containsEntry("operation", "update")
                                        .containsKey("deadLetterId"));
        assertThat(run.told("outboxMutationFailed")).isEmpty();
        assertThat(run.item(anItem("Post").key()).orElseThrow().item().value("title"))
                .isEqualTo("v1");
        assertThat(run.outbox()).isEmpty();
    }

    @Test
    void aRetriedDeadLetterIsSentAtOnce() {
        // Given
        refuseNext(Cause.BAD_RECORD, new BackendError("BadInput", "too long"));
        run.save(anItem("Post").create());

        // When
        run.decide(1, new LetterRequest.Retry(Map.of()));

        // Then
        assertThat(backend.item(anItem("Post").key())).isNotNull();
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told("outboxStatus").getLast()).isEqualTo(Map.of("isEmpty", true));
    }
}
