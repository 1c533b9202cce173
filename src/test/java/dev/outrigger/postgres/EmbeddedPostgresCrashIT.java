package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddedPostgresCrashIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path directory;
    @TempDir Path programs;
    private Path search = Path.of(System.getenv("PATH"));
    private Process holder;

    @BeforeEach
    void openToOtherAccounts() throws IOException {
        for (Path folder : List.of(directory, programs)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /// The server writes to its folder until it has ended, and only then can the folder be deleted.
    @AfterEach
    void endHolderAndServer() {
        if (holder != null) {
            holder.destroyForcibly();
            await().atMost(SOON)
                    .until(
                            () ->
                                    !holder.isAlive()
                                            && PostmasterFile.in(directory.resolve("data"))
                                                    .filter(file -> !isGone(file.process()))
                                                    .isEmpty());
        }
    }

    @Test
    void losesNothingThatWasCommittedWhenItsProcessIsKilled() throws Exception {
        // Given
        BufferedReader output = startHolder();
        List<Integer> acknowledged = readAcknowledged(output, 200);
        long server = serverProcess();

        // When
        killHolder();

        // Then
        output.lines().map(Integer::valueOf).forEach(acknowledged::add);
        await().atMost(SOON).until(() -> isGone(server));
        assertThat(storedAfterRestart()).containsAll(acknowledged);
    }

    @Test
    void refusesAFolderThatAnotherProcessHasAndSaysHowToShareIt() throws Exception {
        // Given
        readAcknowledged(startHolder(), 1);

        // Then
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, TestDatabase.BINARIES))
                .isInstanceOf(EmbeddedPostgresUnusable.class)
                .hasMessageContaining("in use by process " + holder.pid())
                .hasMessageContaining(
                        "jdbc:postgresql://127.0.0.1:" + text("port") + "/postgres?user=outrigger")
                .hasMessageContaining(directory.resolve("password").toString())
                .hasMessageNotContaining(text("password"));
    }

    @Test
    void refusesAFolderThatThisProcessHasAndKeepsHoldingItAgainstOthers() throws Exception {
        // Given
        try (var _ = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            // When
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, TestDatabase.BINARIES))
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());

            // Then
            assertThat(startHolder().readLine())
                    .contains("in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void stopsTheServerThatAKilledProcessLeftBehind() throws Exception {
        // Given
        allowPrograms("unshare", "true");
        BufferedReader output = startHolder();
        List<Integer> acknowledged = readAcknowledged(output, 20);
        long orphan = serverProcess();
        killHolder();
        assertThat(isGone(orphan)).isFalse();

        // When
        List<Integer> stored = storedAfterRestart();

        // Then
        assertThat(isGone(orphan)).isTrue();
        assertThat(stored).containsAll(acknowledged);
    }

    @Test
    void runsAsNobodyWhereRootMayNotUseANamespaceAndSoItStays() throws Exception {
        // Given
        assumeTrue(System.getProperty("user.name").equals("root"));
        allowPrograms("setpriv", "setsid", "true");
        List<Integer> acknowledged = readAcknowledged(startHolder(), 20);
        assertThat(Files.getAttribute(directory.resolve("data"), "unix:uid")).isEqualTo(65534);

        // When
        stopHolder();

        // Then
        assertThat(storedAfterRestart()).containsAll(acknowledged);
        assertThat(Files.getAttribute(directory.resolve("data"), "unix:uid")).isEqualTo(65534);
    }

    @Test
    void saysWhatToDoWhereRootCannotBePutAside() throws Exception {
        // Given
        assumeTrue(System.getProperty("user.name").equals("root"));
        allowPrograms("true");

        // Then
        assertThat(startHolder().readLine())
                .startsWith("UNUSABLE")
                .contains("does not run as root")
                .contains("jdbc:postgresql://");
    }

    @Test
    void recoversWhenTheServerItselfWasKilled() throws Exception {
        // Given
        try (var server = EmbeddedPostgres.start(directory, TestDatabase.BINARIES)) {
            try (var connection = DriverManager.getConnection(server.jdbcUrl());
                    var statement = connection.createStatement()) {
                statement.execute("create table acknowledged as select 1 as id");
            }
            long process = serverProcess();
            ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
            await().atMost(SOON).until(() -> isGone(process));
        }

        // Then
        assertThat(storedAfterRestart()).containsExactly(1);
    }

    private BufferedReader startHolder() throws IOException {
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerHolder.class.getName(),
                        directory.toString(),
                        TestDatabase.BINARIES.toString());
        command.environment().put("PATH", search.toString());
        command.redirectError(ProcessBuilder.Redirect.DISCARD);
        holder = command.start();
        return holder.inputReader();
    }

    /// Lets the child JVM find these programs only.
    private void allowPrograms(String... names) throws IOException {
        for (String name : names) {
            Optional<Path> program =
                    List.of("/usr/bin", "/bin").stream()
                            .map(folder -> Path.of(folder, name))
                            .filter(Files::isExecutable)
                            .findFirst();
            assumeTrue(program.isPresent(), name + " is not installed");
            Files.copy(program.get(), programs.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        search = programs;
    }

    /// By its handle: the process object would throw away the output that is not read yet.
    private void killHolder() throws InterruptedException {
        holder.toHandle().destroyForcibly();
        holder.waitFor();
    }

    private void stopHolder() throws Exception {
        holder.outputWriter().append('.').flush();
        holder.inputReader().lines().forEach(_ -> {});
        holder.waitFor();
    }

    /// Skips the log lines that go to standard output too.
    private static List<Integer> readAcknowledged(BufferedReader output, int count)
            throws IOException {
        var acknowledged = new ArrayList<Integer>();
        while (acknowledged.size() < count) {
            String line = output.readLine();
            if (line == null || line.startsWith("UNUSABLE")) {
                throw new IOException("the child JVM said " + line);
            }
            if (line.matches("[0-9]+")) {
                acknowledged.add(Integer.valueOf(line));
            }
        }
        return acknowledged;
    }

    private List<Integer> storedAfterRestart() throws SQLException {
        try (var server = EmbeddedPostgres.start(directory, TestDatabase.BINARIES);
                var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from acknowledged")) {
            var ids = new ArrayList<Integer>();
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
            return ids;
        }
    }

    private long serverProcess() throws IOException {
        return PostmasterFile.in(directory.resolve("data")).orElseThrow().process();
    }

    private static boolean isGone(long process) {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    private String text(String file) throws IOException {
        return Files.readString(directory.resolve(file)).strip();
    }
}
