package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.remote.RemoteSettings.Timeouts;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.testing.FakeAppSync;
import dev.outrigger.testing.FeedRecorder;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class EncryptionIT {
    private static final String PASSWORD = "changeit";

    @TempDir private Path folder;
    private final FeedRecorder recorder = new FeedRecorder();
    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void trustsTheAuthorityThatItIsGiven() throws Exception {
        // Given
        FakeAppSync fake = encrypted("ip:127.0.0.1");
        fake.reply(FakeAppSync.json("{\"data\":{\"getPost\":null}}"));
        AppSyncBackend backend = backend(fake, folder.resolve("authority.pem"));

        // When
        backend.listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        assertThat(fetch(backend)).isEqualTo(new FetchOutcome.Absent());
        awaitFirstCall("acknowledged");
    }

    @Test
    void trustsNobodyElse() throws Exception {
        // Given
        FakeAppSync fake = encrypted("ip:127.0.0.1");
        AppSyncBackend backend = backend(fake, null);

        // When
        backend.listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        assertThat(fetch(backend)).isInstanceOf(FetchOutcome.Failed.class);
        awaitFirstCall("lost");
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void wantsTheCertificateToNameTheHost() throws Exception {
        // Given
        FakeAppSync fake = encrypted("dns:elsewhere.example");
        AppSyncBackend backend = backend(fake, folder.resolve("authority.pem"));

        // When
        backend.listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        assertThat(fetch(backend)).isInstanceOf(FetchOutcome.Failed.class);
        awaitFirstCall("lost");
        assertThat(fake.requests()).isEmpty();
    }

    /// A backend whose certificate, signed by itself, names `host`; it is in `authority.pem`.
    private FakeAppSync encrypted(String host) throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + host);
        keytool("-exportcert", "-rfc", "-file", folder.resolve("authority.pem").toString());
        PfxOptions certificate = new PfxOptions().setPath(store().toString()).setPassword(PASSWORD);
        return FakeAppSync.start(
                vertx, new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-keystore", store().toString(), "-storepass", PASSWORD, "-alias", "a"));
        Process process = new ProcessBuilder(command).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Path store() {
        return folder.resolve("store.p12");
    }

    private AppSyncBackend backend(FakeAppSync fake, @Nullable Path authorities) {
        RemoteSettings settings =
                new RemoteSettings(
                        fake.endpoint(),
                        Access.only(new ApiKey("key")),
                        Timeouts.defaults(),
                        authorities,
                        RemoteSettings.SUBSCRIPTIONS_PER_CONNECTION);
        return new AppSyncBackend(vertx, RemoteFixture.SCHEMA, settings, InstantSource.system());
    }

    private static FetchOutcome fetch(AppSyncBackend backend) {
        return RemoteFixture.fetch(backend, RemoteFixture.KEY)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void awaitFirstCall(String beginning) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(recorder.calls())
                                        .first()
                                        .asString()
                                        .startsWith(beginning));
    }
}
