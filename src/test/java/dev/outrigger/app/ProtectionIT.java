package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.json.Json;
import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

class ProtectionIT {
    private static final String SCHEMA = "config/schema.graphql";
    private static final String TOKEN = "a-token-of-the-test";
    private static final char[] PASSWORD = "changeit".toCharArray();

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
        KeyStore keys = selfSigned();
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate("test").getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", keys.getKey("test", PASSWORD).getEncoded()));
        String[] arguments =
                serving("--tls-cert", certificate.toString(), "--tls-key", key.toString());
        try (var sidecar = OutriggerProcess.start(arguments);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
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

    private KeyStore selfSigned() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "test",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = new FileInputStream(store.toFile())) {
            keys.load(content, PASSWORD);
        }
        return keys;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("test", keys.getCertificate("test"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder().encodeToString(content)
                + "\n-----END "
                + label
                + "-----\n";
    }
}
