package dev.outrigger.postgres;

import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server that still runs on our folder although the process that started it is gone: without the
/// parent-death signal it outlives its parent, and with it, it may still be on its way out.
final class StrayServer {
    private static final Logger LOGGER = LoggerFactory.getLogger(StrayServer.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private StrayServer() {}

    /// Stops it, if there is one. The caller holds the folder, so nobody else can want the server.
    static void stop(PostgresCommands commands) throws IOException {
        Path data = commands.directory().cluster();
        Optional<ProcessHandle> stray =
                PostmasterFile.in(data)
                        .map(PostmasterFile::process)
                        .filter(process -> worksIn(process, data))
                        .flatMap(ProcessHandle::of);
        if (stray.isPresent()) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.PROCESS, stray.get().pid())
                    .addKeyValue(LogKey.DIRECTORY, data)
                    .log("Stopping the server that an ended process left behind");
            stop(stray.get(), commands);
        }
    }

    private static void stop(ProcessHandle stray, PostgresCommands commands) throws IOException {
        try {
            commands.requestStop(stray.pid());
        } catch (IOException failure) {
            // It may have ended between the look and the signal; the wait below tells.
            LOGGER.atDebug().setCause(failure).log("The signal was not delivered");
        }
        try {
            stray.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            throw new EmbeddedPostgresUnusable(
                    "an earlier server, process "
                            + stray.pid()
                            + ", still runs on "
                            + commands.directory().cluster()
                            + " and did not stop in "
                            + LIMIT.toSeconds()
                            + " s; stop it");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier server stops");
        }
    }

    /// A process id may belong to anything by now; a server's working folder is its data folder.
    private static boolean worksIn(long process, Path data) {
        try {
            return Path.of("/proc/" + process + "/cwd").toRealPath().equals(data);
        } catch (IOException _) {
            return false;
        }
    }
}
