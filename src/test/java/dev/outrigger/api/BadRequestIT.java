package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.LoggedErrors;
import dev.outrigger.testing.RawHttp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What the local API says to requests that it does not carry out.
class BadRequestIT {
    private static final String POSTS = "/v1/models/Post";

    private final InMemoryReplicaStore stored =
            new InMemoryReplicaStore(TestSchema.read(), Instant::now);
    private final FailingStore failing = new FailingStore(stored);
    private final ApiServer server =
            new ApiServer(
                    ApiServer.Parts.inMemory(stored).through(failing.store()),
                    new FakeSyncControl(),
                    ApiSettings.loopback(0).with(new ApiNames(Set.of("Sidecar.Local"), Set.of())));

    @AfterEach
    void stop() {
        server.close();
        assertThat(stored.everything()).as("what was stored").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/nope", "/v1/models/", "/v1/models/Post/"})
    void saysThatNothingIsAtAPath(String path) {
        Answer answer = server.get(path);
        assertProblem(answer, 404, "route-unknown");
        assertThat((String) answer.get("detail")).endsWith(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models/Post/%zz", "/%", "/v1/models/%e", "/v1/models?a=%zz"})
    void whatIsBadlyPercentEncodedIsAProblemOfTheClientAlone(String path) {
        try (LoggedErrors logged = new LoggedErrors()) {
            String answer =
                    RawHttp.exchange(
                            server.port(),
                            "GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "request-unreadable");
            assertThat(logged.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b\n"})
    void namesTheHostThatARequestHasToName(String host) {
        String answer = closing("GET /v1/models HTTP/1.1\n" + host);

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("request-unreadable", "a header Host that names a host");
    }

    @Test
    void saysWhichMethodsAPathTakes() {
        // When
        Answer answer = server.put("/v1/models", "{}");

        // Then
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat((String) answer.get("detail")).contains("PUT", "GET");
        assertThat(server.put(POSTS, "{}").header("Allow").split(", "))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "DELETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/models", POSTS, POSTS + "/count", "/v1/sync", "/health/live", "/docs"})
    void answersHeadAsGetWithoutTheBody(String path) {
        String answer = closing("HEAD " + path + " HTTP/1.1\nHost: localhost\n");

        assertThat(answer).startsWith("HTTP/1.1 200").containsOnlyOnce("\r\n\r\n");
        assertThat(answer).endsWith("\r\n\r\n").contains("content-type: ");
    }

    private String closing(String head) {
        return RawHttp.exchange(server.port(), head + "Connection: close\n\n");
    }

    @Test
    void namesAnUnknownModelAndTheKnownOnes() {
        // When
        Answer answer = server.post("/v1/models/Pots", "{}");

        // Then
        assertProblem(answer, 404, "model-unknown");
        assertThat(answer.get("model")).isEqualTo("Pots");
        assertThat(answer.get("known")).isEqualTo(List.of("Post", "Comment", "Inventory"));
    }

    @Test
    void namesAnUnknownQueryParameter() {
        // When
        Answer query = server.get(POSTS + "?filtre=%7B%7D");
        Answer create = server.post(POSTS + "?validate=false", "{}");
        Answer read = server.get(POSTS + "/p1?expand=comments");

        // Then
        assertProblem(query, 400, "parameter-unknown");
        assertThat(query.get("place")).isEqualTo("filtre");
        assertThat(query.get("allowed"))
                .isEqualTo(List.of("filter", "sort", "limit", "page", "cursor", "include"));
        assertThat(create.get("place")).isEqualTo("validate");
        assertThat(read.get("place")).isEqualTo("expand");
    }

    @Test
    void namesLineAndColumnOfMalformedJson() {
        // When
        Answer answer = server.post(POSTS, "{\n  \"title\": oops\n}");

        // Then
        assertProblem(answer, 400, "json-malformed");
        assertThat((String) answer.get("detail")).startsWith("body is not JSON").contains("line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "1", "{} {}", "{\"a\": 1, \"a\": 2}"})
    void refusesABodyThatIsNotOneObject(String body) {
        assertThat(server.post(POSTS, body).status()).isEqualTo(400);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(bytes(new byte[] {0, 0, 0, '{', 1, 2, 3})).isEqualTo(400);
        assertThat(bytes(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})).isEqualTo(400);
    }

    @Test
    void refusesJsonThatIsNestedWithoutEnd() {
        // When
        Answer answer = server.post(POSTS, "{\"extra\": " + "[".repeat(100_000));

        // Then
        assertProblem(answer, 400, "json-malformed");
        assertThat((String) answer.get("detail")).contains("nested deeper");
    }

    @Test
    void refusesOtherMediaTypes() {
        // When
        Answer form =
                server.send(
                        server.request(POSTS)
                                .POST(ApiServer.text("a=b"))
                                .header("Content-Type", "application/x-www-form-urlencoded"));
        Answer none = server.send(server.request(POSTS).POST(ApiServer.text("{}")));
        Answer patch =
                server.send(
                        server.request(POSTS + "/p1")
                                .method("PATCH", ApiServer.text("[]"))
                                .header("Content-Type", "application/json-patch+json"));

        // Then
        assertProblem(form, 415, "media-type-unsupported");
        assertThat(form.get("accepted")).isEqualTo(List.of("application/json"));
        assertProblem(none, 415, "media-type-unsupported");
        assertProblem(patch, 415, "media-type-unsupported");
        assertThat(patch.get("accepted"))
                .isEqualTo(List.of("application/merge-patch+json", "application/json"));
    }

    @Test
    void refusesABodyThatIsCompressed() {
        // When
        Answer answer =
                server.send(
                        server.request(POSTS)
                                .POST(ApiServer.text("{}"))
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", "gzip"));

        // Then
        assertProblem(answer, 415, "media-type-unsupported");
        assertThat((String) answer.get("detail")).contains("Content-Encoding is gzip");
    }

    @Test
    void refusesABodyThatIsTooLargeWhetherItsLengthIsAnnouncedOrNot() {
        // Given
        String large = "{\"title\": \"" + "x".repeat(1024 * 1024) + "\"}";
        HttpRequest.BodyPublisher chunked =
                HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)));

        // When
        Answer announced = server.post(POSTS, large);
        Answer inChunks =
                server.send(
                        server.request(POSTS)
                                .POST(chunked)
                                .header("Content-Type", "application/json"));

        // Then
        assertProblem(announced, 413, "body-too-large");
        assertProblem(inChunks, 413, "body-too-large");
        assertThat(inChunks.get("limit")).isEqualTo(1024 * 1024);
    }

    @Test
    void refusesAnUrlThatIsTooLong() {
        assertProblem(server.get(POSTS + "?filter=" + "x".repeat(40_000)), 414, "url-too-long");
    }

    @Test
    void takesOnlyHostNamesThatItKnows() {
        assertThat(answerTo("Host: localhost:" + server.port())).startsWith("HTTP/1.1 200");
        assertThat(answerTo("Host: [::1]:" + server.port())).startsWith("HTTP/1.1 200");
        assertThat(answerTo("Host: 127.0.0.1")).startsWith("HTTP/1.1 200");
        assertThat(answerTo("Host: sidecar.local:1")).startsWith("HTTP/1.1 200");
        assertThat(answerTo("Host: evil.example"))
                .startsWith("HTTP/1.1 403")
                .contains("host-refused");
        assertThat(answerTo("Host: localhost.evil.example")).startsWith("HTTP/1.1 403");
        assertThat(answerTo("Host:")).startsWith("HTTP/1.1 403");
        assertThat(answerTo("X-Nothing: 1")).startsWith("HTTP/1.1 4");
    }

    @Test
    void takesNoRequestsOfStrangeWebPages() {
        assertThat(answerTo("Host: localhost\nOrigin: http://localhost:3000"))
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("access-control");
        assertThat(answerTo("Host: localhost\nOrigin: https://evil.example"))
                .startsWith("HTTP/1.1 403")
                .contains("origin-refused");
        assertThat(answerTo("Host: localhost\nOrigin: null")).startsWith("HTTP/1.1 403");
    }

    @Test
    void saysWhatObservingNeeds() {
        assertThat(
                        RawHttp.exchange(
                                server.port(),
                                "GET /v1/observe HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 426")
                .containsIgnoringCase("upgrade: websocket")
                .contains("upgrade-required");
    }

    @Test
    void endsAConnectionWhoseHandshakeCannotBecomeAWebSocket() {
        String handshake =
                """
                GET /v1/observe HTTP/1.1
                Host: localhost
                Connection: %s
                Upgrade: websocket
                Sec-WebSocket-Version: %s

                """;

        assertThat(RawHttp.exchange(server.port(), handshake.formatted("close", "13")))
                .startsWith("HTTP/1.1 426")
                .contains("upgrade-required");
        assertThat(RawHttp.exchange(server.port(), handshake.formatted("Upgrade", "13")))
                .startsWith("HTTP/1.1 400");
        assertThat(RawHttp.exchange(server.port(), handshake.formatted("Upgrade", "99")))
                .startsWith("HTTP/1.1 426");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="})
    void refusesAHandshakeThatIsBrokenOrSaysInItsUrlWhatFramesSay(String key) {
        String path = key.isEmpty() ? "/v1/observe" : "/v1/observe?model=Post";
        assertThat(
                        RawHttp.beginOfAnswer(
                                server.port(),
                                """
                                GET %s HTTP/1.1
                                Host: localhost
                                Connection: Upgrade
                                Upgrade: websocket
                                Sec-WebSocket-Version: 13%s

                                """
                                        .formatted(path, key)))
                .startsWith("HTTP/1.1 400");
        assertProblem(server.get("/v1/observe?sinse=1"), 400, "parameter-unknown");
    }

    @Test
    void saysThatAModelIsOnlyPulledAndBecauseOfWhichSetting() {
        // Given
        failing.answerWith(new EditOutcome.Refused(new Refusal.ModelReadOnly("Post")));

        // When
        Answer answer = server.post(POSTS, OnEveryReplica.post("p1", 1));

        // Then
        assertProblem(answer, 403, "model-read-only");
        assertThat((String) answer.get("detail")).contains("sync.models.Post.mode");
    }

    @Test
    void saysWhenToComeBackWhenTheOutboxIsFull() {
        // Given
        failing.answerWith(new EditOutcome.Refused(new Refusal.OutboxFull(7)));

        // When
        Answer answer = server.post(POSTS, OnEveryReplica.post("p1", 1));

        // Then
        assertProblem(answer, 429, "outbox-full");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json()).containsEntry("limit", 7).containsEntry("retryAfterMs", 1000);
    }

    @Test
    void saysThatTheDatabaseDoesNotAnswer() {
        // Given
        failing.failWith(new ReplicaUnreachable("the replica cannot be read", new Exception("x")));

        // When
        Answer read = server.get(POSTS + "/p1");
        Answer ready = server.get("/health/ready");

        // Then
        assertProblem(read, 503, "replica-unavailable");
        assertThat(read.get("detail")).isEqualTo("the replica cannot be read");
        assertProblem(ready, 503, "replica-unavailable");
        assertThat(server.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void tellsNothingOfItsOwnFailures() {
        // Given
        failing.failWith(new IllegalStateException("select secret from a.table"));

        // When
        Answer answer = server.get(POSTS + "/p1");

        // Then
        assertProblem(answer, 500, "internal-error");
        assertThat(answer.json().toString()).doesNotContain("select", "Exception");
    }

    private int bytes(byte[] body) {
        return server.send(
                        server.request(POSTS)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .header("Content-Type", "application/json"))
                .status();
    }

    private String answerTo(String headers) {
        return RawHttp.exchange(
                server.port(), "GET /health/live HTTP/1.1\n" + headers + "\nConnection: close\n\n");
    }
}
