package dev.outrigger.postgres;

import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A PostgreSQL of our own: its programs come from the class path, its data live in one folder, and
/// it ends with this process, be it by [#close] or by SIGKILL. The same folder may be started again
/// and again; only one process has it at a time.
///
/// The folder holds `data` (PostgreSQL's own), `password`, `port`, `lock`, `postgres.log` and,
/// unless they are kept elsewhere, `binaries`.
public final class EmbeddedPostgres implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String USER = "outrigger";

    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration POLL = Duration.ofMillis(5);

    /// Long enough to replay the log that a crash leaves behind.
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /// The whole process has 10 s to stop, and this comes last.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(6);

    private static final int ATTEMPTS = 20;

    /// For a server that does not know yet that its process has ended.
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final PostgresCommands commands;
    private final PostgresProcess server;
    private final DatabaseUrl.External url;

    private EmbeddedPostgres(
            PostgresCommands commands, PostgresProcess server, DatabaseUrl.External url) {
        this.commands = commands;
        this.server = server;
        this.url = url;
    }

    /// Starts on `directory`, which is created when missing, and returns when connections are
    /// accepted.
    ///
    /// @throws EmbeddedPostgresUnusable with the reason and, where there is one, the cure
    public static EmbeddedPostgres start(Path directory) {
        return start(directory, directory.resolve("binaries"));
    }

    /// The same with the programs unpacked in `binaries`, a folder that many servers of many
    /// processes may share.
    public static EmbeddedPostgres start(Path directory, Path binaries) {
        try {
            DataDirectory claimed = DataDirectory.claim(directory);
            try {
                return startOn(claimed, binaries);
            } catch (IOException | RuntimeException failure) {
                claimed.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new EmbeddedPostgresUnusable(
                    "the embedded PostgreSQL on "
                            + directory
                            + " cannot start: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /// Where it listens, with user and password.
    public DatabaseUrl.External url() {
        return url;
    }

    /// The URL **with user and password**, by which other processes may share this server.
    public String jdbcUrl() {
        return url.jdbcUrl();
    }

    /// Disconnects all clients, stops the server and lets go of the folder. What is committed stays
    /// so in any case; a server that does not end in time is killed and recovers at its next start.
    @Override
    public void close() {
        server.endsToServe();
        try (DataDirectory _ = commands.directory()) {
            if (!server.endsWithin(Duration.ZERO)) {
                commands.requestStop(server.id());
            }
            if (!server.endsWithin(STOP_LIMIT)) {
                server.kill();
            }
        } catch (IOException failure) {
            server.kill();
            LOGGER.atWarn()
                    .addKeyValue(LogKey.PROCESS, server.id())
                    .addKeyValue(LogKey.ERROR, failure.getMessage())
                    .log("The embedded PostgreSQL did not stop in order");
        }
    }

    static String urlAt(String port) {
        return new DatabaseUrl.External(HOST + ":" + port, "postgres", Map.of()).toString();
    }

    private static EmbeddedPostgres startOn(DataDirectory directory, Path cache)
            throws IOException {
        // The real path, since a `.` in it would make every unpacked file look as if it were
        // outside.
        PostgresBinaries binaries =
                PostgresBinaries.unpackedIn(Files.createDirectories(cache).toRealPath());
        PostgresAccount account = PostgresAccount.thatOpens(directory.cluster());
        var commands = new PostgresCommands(binaries, account, directory);
        directory.rotateLog();
        String password = directory.password();
        if (Files.exists(directory.cluster())) {
            requireVersion(directory, binaries);
            StrayServer.stop(commands);
        } else {
            commands.initialize();
        }
        return serve(commands, password);
    }

    private static void requireVersion(DataDirectory directory, PostgresBinaries binaries)
            throws IOException {
        String found = Files.readString(directory.cluster().resolve("PG_VERSION")).strip();
        if (!found.equals(binaries.majorVersion())) {
            throw new EmbeddedPostgresUnusable(
                    "the data in "
                            + directory.cluster()
                            + " are of PostgreSQL "
                            + found
                            + ", and this program brings PostgreSQL "
                            + binaries.majorVersion()
                            + "; move them with pg_dump of version "
                            + found
                            + ", or choose another folder");
        }
    }

    private static EmbeddedPostgres serve(PostgresCommands commands, String password)
            throws IOException {
        DataDirectory directory = commands.directory();
        for (int attempt = 1; true; attempt++) {
            int port = FreePort.preferring(directory.port());
            PostgresProcess server = commands.startServer(port);
            try {
                if (isReady(server, directory.cluster())) {
                    directory.keepPort(port);
                    server.beginsToServe();
                    LOGGER.atInfo()
                            .addKeyValue(LogKey.DIRECTORY, directory.root())
                            .addKeyValue(LogKey.PORT, port)
                            .log("The embedded PostgreSQL is ready");
                    return new EmbeddedPostgres(commands, server, urlAt(port, password));
                }
            } catch (IOException failure) {
                server.kill();
                throw failure;
            }
            String complaint = commands.lastComplaint();
            // The server of a process that was killed while it started may have taken the folder
            // since, and any process the port.
            boolean folderTaken = complaint.contains(PostmasterFile.NAME);
            if (attempt == ATTEMPTS || !folderTaken && FreePort.isFree(port)) {
                throw new IOException(complaint);
            }
            if (folderTaken) {
                StrayServer.stop(commands);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static DatabaseUrl.External urlAt(int port, String password) {
        var parameters =
                Map.of(
                        "user",
                        USER,
                        "password",
                        password,
                        // The server has no certificate, and asking for one is a round trip.
                        "sslmode",
                        "disable");
        return new DatabaseUrl.External(HOST + ":" + port, "postgres", parameters);
    }

    private static boolean isReady(PostgresProcess server, Path data) throws IOException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit && !Thread.currentThread().isInterrupted()) {
            boolean ready =
                    PostmasterFile.in(data)
                            .filter(file -> file.ready() && file.process() == server.id())
                            .isPresent();
            if (ready) {
                return true;
            }
            if (server.endsWithin(POLL)) {
                return false;
            }
        }
        server.kill();
        server.endsWithin(STOP_LIMIT);
        return false;
    }
}
