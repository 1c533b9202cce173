package dev.outrigger.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Runs PostgreSQL's programs on one data folder.
record PostgresCommands(
        PostgresBinaries binaries, PostgresAccount account, DataDirectory directory) {
    private static final Duration PROGRAM_LIMIT = Duration.ofMinutes(2);

    /// Durable as PostgreSQL is by default, small as a program beside another one should be, and
    /// silent about what the rows contain.
    private static final Map<String, String> SETTINGS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("listen_addresses", EmbeddedPostgres.HOST),
                            Map.entry("unix_socket_directories", ""),
                            Map.entry("max_connections", "100"),
                            Map.entry("shared_buffers", "128MB"),
                            Map.entry("fsync", "on"),
                            Map.entry("synchronous_commit", "on"),
                            // No standby can follow this server, so its log need not carry what
                            // only they read.
                            Map.entry("wal_level", "minimal"),
                            Map.entry("max_wal_senders", "0"),
                            Map.entry("max_logical_replication_workers", "0"),
                            Map.entry("timezone", "UTC"),
                            Map.entry("log_timezone", "UTC"),
                            Map.entry("log_checkpoints", "off"),
                            Map.entry("log_error_verbosity", "terse"),
                            Map.entry("log_min_error_statement", "panic")));

    /// Makes the cluster. A crash on the way leaves none, and the next start begins again.
    void initialize() throws IOException {
        var unfinished = directory.unfinishedCluster();
        FileTree.delete(unfinished);
        Files.createDirectory(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(unfinished);
        account.own(directory.passwordFile());
        run(
                List.of(
                        binaries.initdb(),
                        "--pgdata=" + unfinished,
                        "--username=" + EmbeddedPostgres.USER,
                        "--pwfile=" + directory.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        // Sorts by code point whatever the host's C library is, so indexes stay
                        // valid.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        Files.move(unfinished, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
        FileTree.force(directory.root());
    }

    PostgresProcess startServer(int port) throws IOException {
        account.own(directory.cluster());
        String data = directory.cluster().toString();
        var program = new ArrayList<>(List.of(binaries.postgres(), "-D", data, "-p", "" + port));
        SETTINGS.forEach((name, value) -> program.addAll(List.of("-c", name + "=" + value)));
        return PostgresProcess.start(prepared(account.serverCommand(program)));
    }

    /// Asks a server to disconnect its clients, write everything down and end.
    void requestStop(long process) throws IOException {
        run(List.of(binaries.pgCtl(), "kill", "INT", "" + process));
    }

    /// The last thing that a program complained about, for a message of one line.
    String lastComplaint() throws IOException {
        List<String> lines =
                new String(Files.readAllBytes(directory.log()), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL:") || line.contains("error:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "no reason given" : lines.getLast())
                .strip();
    }

    private void run(List<String> program) throws IOException {
        Process process = prepared(account.command(program)).start();
        try {
            if (!process.waitFor(PROGRAM_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(
                        program.getFirst() + " did not end in " + PROGRAM_LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(program.getFirst() + " was interrupted");
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    program.getFirst()
                            + " ended with "
                            + process.exitValue()
                            + ": "
                            + lastComplaint());
        }
    }

    private ProcessBuilder prepared(List<String> command) {
        var builder =
                new ProcessBuilder(command)
                        .directory(directory.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()));
        // PGPORT, PGDATA and the host's language must not reach programs that read them.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
