package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.util.Map;

/// What one WebSocket may ask for, and how it ends.
@ParameterizedClass
@EnumSource(TestReplica.class)
class ObserveConnectionIT extends OnEveryReplica {
    @Test
    void tellsEngineEvents() {
        // Given
        ObserveClient client = observing("{\"type\": \"events\", \"id\": \"3\"}");
        client.next("started");

        // When
        await().until(() -> sync.observers() == 1);
        sync.emit("outboxStatus", Map.of("isEmpty", true));

        // Then
        assertThat(client.next("event"))
                .containsEntry("id", "3")
                .containsEntry("event", "outboxStatus")
                .containsEntry("payload", Map.of("isEmpty", true))
                .containsEntry("at", 1_772_443_800_123L);
    }

    @Test
    void AC152_stopsOnRequestAndReleasesEverythingWhenTheSocketCloses() {
        // Given
        ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        client.next("started");
        client.send("{\"type\": \"events\", \"id\": \"2\"}");
        client.next("started");
        await().until(() -> sync.observers() == 1);

        // When
        client.send("{\"type\": \"stop\", \"id\": \"1\"}");

        // Then
        assertThat(client.next("stopped")).containsEntry("id", "1");
        aPost("p1", 1);
        client.expectNothingElse();
        client.close();
        await().until(() -> sync.observers() == 0);
    }

    @Test
    void AC152_closesOpenSocketsWhenTheApiStops() {
        // Given
        ObserveClient client = observing("{\"type\": \"events\", \"id\": \"2\"}");
        client.next("started");

        // When
        server.close();

        // Then
        await().until(client::isClosed);
        await().until(() -> sync.observers() == 0);
        serve(ApiSettings.loopback(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                              | json-malformed",
                "[]                                             | frame-invalid",
                "{\"type\": \"observe\"}                        | frame-invalid",
                "{\"id\": 1, \"type\": \"observe\"}             | frame-invalid",
                "{\"id\": \"1\"}                                | frame-invalid",
            })
    void refusesFramesWithoutAnId(String frame, String slug) {
        Map<?, ?> problem = problem(observing(frame), null);
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:" + slug);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\": \"watch\"                                      | frame-invalid",
                "\"type\": \"stop\"                                       | observation-unknown",
                "\"type\": \"events\", \"model\": \"Post\"                | frame-invalid",
                "\"type\": \"observe\", \"filtre\": {}                    | frame-invalid",
                "\"type\": \"observe\", \"filter\": {}                    | frame-invalid",
                "\"type\": \"observe\", \"since\": -1                     | frame-invalid",
                "\"type\": \"observe\", \"since\": 1.5                    | frame-invalid",
                "\"type\": \"observe\", \"model\": \"Nope\"               | model-unknown",
                "\"type\": \"observe\", \"model\": \"Post\", \"key\": 1   | frame-invalid",
                "\"type\": \"observe\", \"model\": \"Post\", \"key\": {}  | key-invalid",
                "\"type\": \"observe\", \"model\": \"Post\", \"key\": {\"x\": 1} | key-invalid",
                "\"type\": \"observe\", \"model\": \"Post\", \"filter\": {\"x\": {}} |"
                        + " predicate-invalid",
                "\"type\": \"observeQuery\"                               | frame-invalid",
                "\"type\": \"observeQuery\", \"model\": \"Post\", \"page\": 1 | frame-invalid",
                "\"type\": \"observeQuery\", \"model\": \"Post\", \"sort\": \"x\" |"
                        + " parameter-invalid",
                "\"type\": \"observeQuery\", \"model\": \"Post\", \"limit\": 0 |"
                        + " parameter-invalid",
            })
    void refusesFramesThatMakeNoSenseUnderTheirId(String members, String slug) {
        // Given
        ObserveClient client = observing("{\"id\": \"7\", " + members + "}");

        // When
        Map<?, ?> problem = problem(client, "7");

        // Then
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:" + slug);
        client.send("{\"type\": \"observe\", \"id\": \"7\"}");
        client.next("started");
    }

    @Test
    void refusesBinaryFramesAndClosesOnOneThatIsTooLarge() {
        // Given
        ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        client.next("started");

        // When
        client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();

        // Then
        assertThat(problem(client, null).get("type"))
                .isEqualTo("urn:outrigger:problem:frame-invalid");
        client.socket().sendText("x".repeat(70_000), true);
        await().until(client::isClosed);
    }

    @Test
    void limitsTheObservationsOfAConnection() {
        // Given
        ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"0\"}");
        client.next("started");
        for (int id = 1; id < 100; id++) {
            client.send("{\"type\": \"observe\", \"id\": \"" + id + "\"}");
            client.next("started");
        }

        // When
        client.send("{\"type\": \"observe\", \"id\": \"5\"}");
        Map<?, ?> taken = problem(client, "5");
        client.send("{\"type\": \"observe\", \"id\": \"100\"}");
        Map<?, ?> tooMany = problem(client, "100");

        // Then
        assertThat(taken.get("type")).isEqualTo("urn:outrigger:problem:observation-id-taken");
        assertThat(tooMany.get("type")).isEqualTo("urn:outrigger:problem:observations-too-many");
        assertThat(tooMany.get("limit")).isEqualTo(100);
    }
}
