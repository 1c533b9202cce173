package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.sync.push.PushOutcome.Conflict;
import dev.outrigger.sync.push.PushOutcome.Faulted;
import dev.outrigger.sync.push.PushOutcome.Unanswered;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// What an answer means that tells of a resolver that broke down.
class BreakdownMappingTest {
    private final AnswerMapping mapping = new AnswerMapping(() -> Instant.EPOCH);

    private static HttpAnswer received(int status, String body) {
        return new HttpAnswer.Received(status, null, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String error(String field, String type) {
        return """
        {"data":{"%s":null},"errors":[{"path":["%s"],"errorType":"%s","message":"as it happens"}]}\
        """
                .formatted(field, field, type);
    }

    private PushOutcome pushed(String body) {
        return mapping.push(RemoteFixture.POST, "updatePost", received(200, body));
    }

    private FetchOutcome fetched(int status, String type) {
        return mapping.fetch(RemoteFixture.POST, received(status, error("getPost", type)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExecutionTimeout",
                "InternalFailure",
                "ConflictError",
                "DeltaSyncWriteError",
                "Lambda:Unhandled",
                "Lambda:ExecutionTimeoutException"
            })
    void AC97_aBreakdownIsNoRefusalAndSaysNothingOfTheBackend(String type) {
        assertThat(pushed(error("updatePost", type)))
                .isEqualTo(new Faulted(type + ": as it happens"));
        assertThat(fetched(200, type)).isInstanceOf(FetchOutcome.Unreadable.class);
    }

    @Test
    void aBackendInTroubleIsNoMatterOfTheItem() {
        assertThat(fetched(503, "InternalFailure")).isInstanceOf(FetchOutcome.Failed.class);
        assertThat(fetched(200, "ThrottlingException")).isInstanceOf(FetchOutcome.Failed.class);
    }

    @Test
    void aRaceThatTheBackendCouldNotDecideIsAConflict() {
        assertThat(pushed(error("updatePost", "MaxConflicts"))).isEqualTo(new Conflict(null));
    }

    @Test
    void anAnswerOfNeitherItemNorErrorIsABreakdownWhereItIsAboutTheMutation() {
        assertThat(pushed("{\"data\":{\"updatePost\":null}}")).isInstanceOf(Faulted.class);
        assertThat(pushed("{\"data\":{}}")).isInstanceOf(Unanswered.class);
    }

    @Test
    void anErrorIsToldInTextThatTheDatabaseHolds() {
        // Given: shortened, the message ends in half a character
        String message = "\\u0000" + "x".repeat(298) + "\\ud83d\\ude00 and more";
        String body =
                "{\"errors\":[{\"errorType\":\"Custom\\u0000\",\"message\":\"" + message + "\"}]}";

        // Then
        assertThat(pushed(body))
                .isEqualTo(new PushOutcome.Refused("Custom?", "?" + "x".repeat(298) + "?…"));
    }
}
