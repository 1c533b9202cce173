package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.json.Json;
import dev.outrigger.testing.TestCertificate;
import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

class ProtectionIT {
    private static final String SCHEMA = "config/schema.graphql";
    private static final String TOKEN = "a-token-of-the-test";

    @TempDir Path folder;

    @Test
    void aSidecarThatOthersCanReachAsksForItsToken() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        Map<String, String> environment = Map.of("OUTRIGGER_API_TOKENFILE", token.toString());
        try (var sidecar = OutriggerProcess.start(environment, serving("--host", "0.0.0.0"));
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = local(sidecar.ready("default"));

            HttpResponse<String> none = send(client, address.resolve("/v1/models"), null);
            HttpResponse<String> wrong = send(client, address.resolve("/v1/models"), "wrong");
            HttpResponse<String> right = send(client, address.resolve("/v1/models"), TOKEN);
            HttpResponse<String> health = send(client, address.resolve("/health/ready"), null);

            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(Json.readObject(none.body()))
                    .containsEntry("type", "urn:outrigger:problem:token-refused");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(String.join("\n", sidecar.errors())).doesNotContain(TOKEN);
        }
    }

    @Test
    void aBrowserShowsTheTokenAsAProtocolOfItsWebSocket() {
        Map<String, String> environment = Map.of("OUTRIGGER_API_TOKEN", TOKEN);
        // Not closed but shut down: close() waits for a refused handshake that never ends.
        HttpClient client = HttpClient.newHttpClient();
        try (var sidecar = OutriggerProcess.start(environment, serving())) {
            URI observe =
                    URI.create("ws" + sidecar.ready("default").toString().substring(4))
                            .resolve("/v1/observe");

            WebSocket socket = open(client, observe, "bearer." + TOKEN);

            assertThat(socket.getSubprotocol()).isEqualTo("bearer." + TOKEN);
            assertThatThrownBy(() -> open(client, observe, "bearer.wrong"))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
            socket.abort();
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void servesHttpsWithTheGivenCertificate() throws Exception {
        TestCertificate made = TestCertificate.in(folder);
        String[] arguments =
                serving(
                        "--tls-cert",
                        made.certificate().toString(),
                        "--tls-key",
                        made.key().toString());
        try (var sidecar = OutriggerProcess.start(arguments);
                HttpClient client = HttpClient.newBuilder().sslContext(made.trusted()).build()) {
            URI address = sidecar.ready("default");

            assertThat(address.getScheme()).isEqualTo("https");
            assertThat(send(client, address.resolve("/v1/models"), null).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aCertificateThatIsNoneIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("cert.pem"), "nothing");
        String[] arguments = serving("--tls-cert", file.toString(), "--tls-key", file.toString());
        try (var sidecar = OutriggerProcess.start(arguments)) {
            assertThat(sidecar.exitCode()).isEqualTo(2);
            assertThat(sidecar.errors())
                    .filteredOn(line -> line.startsWith("outrigger: "))
                    .singleElement()
                    .asString()
                    .contains("the TLS certificate or key", "cannot be used");
            assertThat(sidecar.errors()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefusedAtTheStart() throws Exception {
        TestCertificate one = TestCertificate.in(Files.createDirectory(folder.resolve("one")));
        TestCertificate other = TestCertificate.in(Files.createDirectory(folder.resolve("other")));
        String[] arguments =
                serving(
                        "--tls-cert",
                        one.certificate().toString(),
                        "--tls-key",
                        other.key().toString());
        try (var sidecar = OutriggerProcess.start(arguments)) {
            assertThat(sidecar.exitCode()).isEqualTo(2);
            assertThat(String.join("\n", sidecar.errors()))
                    .contains("cannot be used: the key is not that of the certificate");
        }
    }

    private static String[] serving(String... more) {
        String[] always = {
            "sidecar",
            "--schema",
            SCHEMA,
            "--database",
            TestDatabase.fresh("protection").jdbcUrl(),
            "--port",
            "0"
        };
        String[] all = Arrays.copyOf(always, always.length + more.length);
        System.arraycopy(more, 0, all, always.length, more.length);
        return all;
    }

    private static URI local(URI any) {
        return URI.create(any.toString().replace("0.0.0.0", "127.0.0.1"));
    }

    private static HttpResponse<String> send(HttpClient client, URI address, @Nullable String token)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static WebSocket open(HttpClient client, URI address, String protocol) {
        return client.newWebSocketBuilder()
                .subprotocols(protocol)
                .buildAsync(address, new WebSocket.Listener() {})
                .join();
    }
}
