package dev.outrigger.api;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.LoggedWarnings;
import dev.outrigger.testing.TestCertificate;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/// Files of a certificate that change one by one, or to what is no pair.
class CertificateWatchIT {
    private static final String REFUSED = "The TLS certificate cannot be read again";

    private final Vertx vertx = Vertx.vertx();

    @TempDir private Path folder;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private TestCertificate certificate(String name) throws IOException {
        return TestCertificate.in(Files.createDirectory(folder.resolve(name)));
    }

    private int serving(TestCertificate shown) {
        ApiTls tls = new ApiTls(shown.certificate(), shown.key(), null);
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        tls.serve(options);
        HttpServer server =
                vertx.createHttpServer(options).requestHandler(request -> request.response().end());
        server.listen().await();
        CertificateWatch.begin(vertx, server, tls, Duration.ofMillis(20));
        return server.actualPort();
    }

    /// Whether a new connection is shown this certificate.
    private static boolean shows(int port, TestCertificate expected) throws IOException {
        try (var socket =
                (SSLSocket)
                        expected.trusted()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.startHandshake();
            return true;
        } catch (SSLHandshakeException another) {
            return false;
        }
    }

    private static void replace(Path file, Path by) throws IOException {
        Files.copy(by, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aKeyOfAnotherCertificateLeavesThePairThatWasThereUntilItsOwnCertificateComes()
            throws IOException {
        // Given
        TestCertificate shown = certificate("shown");
        TestCertificate former = new TestCertificate(copied(shown), shown.key());
        TestCertificate renewed = certificate("renewed");
        int port = serving(shown);

        // When
        try (LoggedWarnings logged = new LoggedWarnings(CertificateWatch.class.getName())) {
            replace(shown.key(), renewed.key());
            eventually(
                    () ->
                            assertThat(logged.messages())
                                    .anySatisfy(
                                            line ->
                                                    assertThat(line)
                                                            .contains(
                                                                    REFUSED,
                                                                    "the key is not that of the"
                                                                            + " certificate")));
        }

        // Then
        assertThat(shows(port, former)).isTrue();

        // When
        replace(shown.certificate(), renewed.certificate());

        // Then
        eventually(() -> assertThat(shows(port, renewed)).isTrue());
        assertThat(shows(port, former)).isFalse();
    }

    /// What the server began with.
    private Path copied(TestCertificate shown) throws IOException {
        return Files.copy(shown.certificate(), folder.resolve("former.pem"));
    }
}
