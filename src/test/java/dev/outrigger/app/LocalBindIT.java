package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.outrigger.config.AccessConfig;
import dev.outrigger.config.ApiConfig;
import dev.outrigger.config.ApiLimitsConfig;
import dev.outrigger.config.ApiNamesConfig;
import dev.outrigger.config.ApiSocketConfig;
import dev.outrigger.config.LimitsConfig;
import dev.outrigger.config.ListenConfig;
import dev.outrigger.config.TlsConfig;
import dev.outrigger.model.Schema;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.TestCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// Sidecars on a Unix domain socket, and those that ask for a certificate.
class LocalBindIT {
    private static final ListenConfig ANY_PORT = new ListenConfig("127.0.0.1", 0, null);
    private static final Schema SCHEMA = Schemas.of("type Post @model { id: ID! title: String }");

    private final RestartableSidecar sidecar = new RestartableSidecar(SCHEMA);

    @TempDir Path folder;

    @AfterEach
    void stop() {
        sidecar.close();
    }

    @Test
    void servesOnASocketWithItsMode() throws IOException {
        Path path = folder.resolve("api.sock");

        String url = sidecar.serve(onSocket(path));

        assertThat(url).isEqualTo("unix:" + path);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw----");
        assertThat(folder.resolve("api.sock~")).doesNotExist();
        assertThat(exchange(path)).startsWith("HTTP/1.1 200").contains("Post");

        sidecar.close();
        assertThat(path).doesNotExist();
    }

    @Test
    void replacesTheSocketOfAProcessThatWasKilledAndNoOther() throws IOException {
        Path path = folder.resolve("api.sock");
        try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(path));
            assertThatThrownBy(() -> sidecar.serve(onSocket(path))).hasMessageContaining("in use");
        }
        assertThat(path).exists();

        sidecar.serve(onSocket(path));
        assertThat(exchange(path)).startsWith("HTTP/1.1 200");

        Path file = Files.writeString(folder.resolve("file"), "kept");
        assertThatThrownBy(() -> sidecar.serve(onSocket(file)))
                .hasMessageContaining("is another file");
        assertThat(file).hasContent("kept");
        assertThatThrownBy(() -> sidecar.serve(onSocket(folder.resolve("x".repeat(120)))))
                .hasMessageContaining("more than 100 bytes");
        assertThatThrownBy(() -> sidecar.serve(onSocket(folder.resolve("no/api.sock"))))
                .hasMessageContaining("cannot be made");
    }

    @Test
    void asksClientsForACertificate() throws Exception {
        TestCertificate server = certificate("server");
        TestCertificate client = certificate("client");
        TestCertificate stranger = certificate("stranger");
        URI address = secured(server, client);

        assertThat(status(server.trustedShowing(client), address)).isEqualTo(200);
        assertThatThrownBy(() -> status(server.trusted(), address)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> status(server.trustedShowing(stranger), address))
                .isInstanceOf(IOException.class);
    }

    @Test
    void showsANewCertificateWithoutARestart() throws Exception {
        TestCertificate server = certificate("server");
        TestCertificate client = certificate("client");
        TestCertificate renewed = certificate("renewed");
        URI address = secured(server, client);
        assertThat(status(server.trustedShowing(client), address)).isEqualTo(200);

        Files.writeString(server.certificate(), "nothing");
        Files.copy(renewed.key(), server.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                renewed.certificate(), server.certificate(), StandardCopyOption.REPLACE_EXISTING);

        SSLContext trusting = renewed.trustedShowing(client);
        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptionsMatching(SSLException.class::isInstance)
                .until(() -> status(trusting, address) == 200);
    }

    private URI secured(TestCertificate server, TestCertificate client) {
        var tls = new TlsConfig(server.certificate(), server.key(), client.certificate());
        return URI.create(sidecar.serve(ApiConfig.open(new ListenConfig("127.0.0.1", 0, tls))));
    }

    private TestCertificate certificate(String name) throws IOException {
        return TestCertificate.in(Files.createDirectory(folder.resolve(name)));
    }

    private static int status(SSLContext context, URI address) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(
                            HttpRequest.newBuilder(address.resolve("/v1/models")).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static ApiConfig onSocket(Path path) {
        return new ApiConfig(
                ANY_PORT,
                new ApiSocketConfig(path, "rw-rw----"),
                AccessConfig.open(),
                ApiNamesConfig.loopback(),
                ApiLimitsConfig.DEFAULT,
                LimitsConfig.Queries.DEFAULT);
    }

    private static String exchange(Path path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.write(
                    StandardCharsets.US_ASCII.encode(
                            "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Connection: close\r\n\r\n"));
            ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
            while (channel.read(answer) >= 0) {
                // Until the server closes it.
            }
            return StandardCharsets.UTF_8.decode(answer.flip()).toString();
        }
    }
}
