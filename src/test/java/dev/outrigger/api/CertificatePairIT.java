package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.testing.TestCertificate;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class CertificatePairIT {
    private final Vertx vertx = Vertx.vertx();

    @TempDir private Path folder;

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isOfACertificateAndItsKeyAlone() throws Exception {
        TestCertificate one = TestCertificate.in(Files.createDirectory(folder.resolve("one")));
        TestCertificate other = TestCertificate.in(Files.createDirectory(folder.resolve("other")));
        PemKeyCertOptions mixed = one.identity().setKeyPath(other.key().toString());

        assertThatCode(() -> CertificatePair.require(vertx, one.identity()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CertificatePair.require(vertx, mixed))
                .hasMessage("the key is not that of the certificate");
    }
}
