package dev.outrigger.postgres;

import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The running server, a foreground child of this process.
final class PostgresProcess {
    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresProcess.class);

    private final Process process;

    /// Whether the end of the server would surprise us: it does neither while it starts, where the
    /// starter reports it, nor when it was asked for.
    private volatile boolean serving;

    private PostgresProcess(Process process) {
        this.process = process;
    }

    /// Starts the server from a thread that lives as long as the server: the kernel's parent-death
    /// signal is sent when the *thread* that forked ends, not when its process does.
    static PostgresProcess start(ProcessBuilder command) throws IOException {
        var started = new CompletableFuture<PostgresProcess>();
        Thread.ofPlatform().daemon().name("postgres-keeper").start(() -> keep(command, started));
        try {
            return started.join();
        } catch (CompletionException failure) {
            throw new IOException("its program does not start", failure.getCause());
        }
    }

    private static void keep(ProcessBuilder command, CompletableFuture<PostgresProcess> started) {
        try {
            var server = new PostgresProcess(command.start());
            started.complete(server);
            int exitCode = server.process.waitFor();
            if (server.serving) {
                LOGGER.atError()
                        .addKeyValue(LogKey.PROCESS, server.id())
                        .addKeyValue(LogKey.EXIT_CODE, exitCode)
                        .log("The embedded PostgreSQL has ended; restart this process");
            }
        } catch (IOException failure) {
            started.completeExceptionally(failure);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody knows this thread", impossible);
        }
    }

    long id() {
        return process.pid();
    }

    void beginsToServe() {
        serving = true;
    }

    void endsToServe() {
        serving = false;
    }

    /// Waits for the end; the interrupt of the waiting thread counts as the end of its patience.
    boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    void kill() {
        process.destroyForcibly();
    }
}
