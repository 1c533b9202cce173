package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.push.FetchOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// What an answer says of an item that was asked for by its key.
class FetchMappingTest {
    private static FetchOutcome fetch(String body) {
        return new AnswerMapping(InstantSource.system())
                .fetch(
                        RemoteFixture.POST,
                        new HttpAnswer.Received(
                                200, null, null, body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":null}", "{\"data\":{}}", "{\"data\":{\"getBlog\":null}}"})
    void doesNotMistakeAnAnswerAboutSomethingElseForAbsence(String body) {
        assertThat(fetch(body)).isInstanceOf(FetchOutcome.Failed.class);
    }

    @Test
    void tellsAnItemThatCannotBeReadFromABackendInTrouble() {
        // Given
        String nullInTheItem =
                """
                {"data":{"getPost":null},"errors":[{"path":["getPost","title"],
                "message":"Cannot return null for non-nullable type"}]}\
                """;

        // Then
        assertThat(fetch(nullInTheItem)).isInstanceOf(FetchOutcome.Unreadable.class);
        assertThat(fetch("{\"data\":{\"getPost\":{\"id\":\"p1\"}}}"))
                .isInstanceOf(FetchOutcome.Unreadable.class);
    }
}
