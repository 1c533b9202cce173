package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.RawHttp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that ask with `Expect: 100-continue` before they send a body.
class ExpectationIT {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String BODY = "{\"title\": \"t\", \"status\": \"ACTIVE\"}";

    private final ApiServer server = ApiServer.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areToldOnceToSendIt() {
        String answer = posted("100-continue", BODY.length(), "Connection: close\n\n" + BODY);

        assertThat(answer)
                .startsWith(CONTINUE + "HTTP/1.1 201 Created")
                .containsOnlyOnce("100 Continue");
    }

    /// The connection ends, as nobody could tell a body that comes all the same from a request.
    @Test
    void areToldBeforeTheySendItThatItIsTooLarge() {
        assertThat(posted("100-continue", 99_999_999, "\n"))
                .startsWith("HTTP/1.1 413")
                .contains("body-too-large", "connection: close")
                .doesNotContain("Continue");
    }

    @Test
    void areToldWhatElseTheyMayNotExpect() {
        assertThat(posted("a miracle", BODY.length(), "\n"))
                .startsWith("HTTP/1.1 400")
                .contains("request-unreadable", "only 100-continue");
    }

    private String posted(String expected, int length, String rest) {
        return RawHttp.exchange(
                server.port(),
                """
                POST /v1/models/Post HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Expect: %s
                Content-Length: %d
                """
                                .formatted(expected, length)
                        + rest);
    }
}
