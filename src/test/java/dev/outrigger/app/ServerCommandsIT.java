package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// `health` and `observe`, wherever the sidecar listens that they ask.
class ServerCommandsIT {
    private static final ListenConfig ANY_PORT = new ListenConfig("127.0.0.1", 0, null);
    private static final Schema SCHEMA = Schemas.of("type Post @model { id: ID! title: String }");

    private final RestartableSidecar sidecar = new RestartableSidecar(SCHEMA);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Console console = new Console(stream(output), stream(errors));

    @TempDir Path folder;

    @AfterEach
    void stop() {
        sidecar.close();
    }

    @Test
    void asksASidecarOnAPort() {
        // Given
        String url = sidecar.serve(ApiConfig.open(ANY_PORT));

        // When, Then
        assertThat(run("health", url)).isZero();
        assertThat(run("observe", url, "Pots")).isEqualTo(3);
        assertThat(complaints()).contains("cannot be observed: it answered 404");
        assertObserves("observe", "--since", "0", url);
    }

    @Test
    void asksASidecarOnASocket() {
        // Given
        Path path = folder.resolve("api.sock");
        String url = sidecar.serve(onSocket(path));

        // When, Then
        assertThat(run("health", url)).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(url + " is ready");
        assertObserves("observe", url, "Post");
        assertThat(run("health", url)).isEqualTo(3);
        assertThat(complaints()).contains("is not ready: it ");
        assertThat(run("health", "--ca", "ca.pem", url)).isEqualTo(2);
        assertThat(run("health", "unix:api.sock")).isEqualTo(2);
    }

    @Test
    void showsItsCertificateToASidecarThatAsksForOne() throws IOException {
        // Given
        TestCertificate server = certificate("server");
        TestCertificate client = certificate("client");
        var tls = new TlsConfig(server.certificate(), server.key(), client.certificate());
        String url = sidecar.serve(ApiConfig.open(new ListenConfig("127.0.0.1", 0, tls)));
        String[] shown = {
            "--ca",
            server.certificate().toString(),
            "--client-cert",
            client.certificate().toString(),
            "--client-key",
            client.key().toString(),
            url
        };

        // When, Then
        assertThat(run(with("health", shown))).as(complaints()).isZero();
        assertThat(run("health", url)).isEqualTo(3);
        assertThat(run("health", "--ca", server.certificate().toString(), url)).isEqualTo(3);
        assertThat(run("health", "--client-cert", client.certificate().toString(), url))
                .isEqualTo(2);
        assertThat(complaints()).contains("need each other");
        assertObserves(with("observe", shown));
    }

    /// Until the sidecar ends.
    private void assertObserves(String... arguments) {
        CompletableFuture<Integer> observing = CompletableFuture.supplyAsync(() -> run(arguments));
        await().until(() -> output.toString(StandardCharsets.UTF_8).contains("\"started\""));
        sidecar.close();
        assertThat(observing.join()).isEqualTo(3);
        assertThat(complaints()).contains("closed the connection");
    }

    private int run(String... arguments) {
        return CommandTree.execute(console, arguments);
    }

    private String complaints() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    private static String[] with(String command, String[] others) {
        String[] all = new String[1 + others.length];
        all[0] = command;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private TestCertificate certificate(String name) throws IOException {
        return TestCertificate.in(Files.createDirectory(folder.resolve(name)));
    }

    private static ApiConfig onSocket(Path path) {
        return new ApiConfig(
                ANY_PORT,
                new ApiSocketConfig(path, "rw-------"),
                AccessConfig.open(),
                ApiNamesConfig.loopback(),
                ApiLimitsConfig.DEFAULT,
                LimitsConfig.Queries.DEFAULT);
    }
}
