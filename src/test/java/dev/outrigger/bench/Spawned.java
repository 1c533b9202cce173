package dev.outrigger.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of Outrigger that serves.
final class Spawned implements AutoCloseable {
    private static final long END_LIMIT_SECONDS = 20;

    private final Process process;
    private final Thread hook;
    private final URI url;
    private final Duration startTime;

    /// @param program what is run, with its first arguments
    /// @param environment beside that of the bench
    /// @param log where its standard error goes
    record Command(
            List<String> program,
            Map<String, String> environment,
            List<String> arguments,
            Path log) {}

    private Spawned(Process process, Thread hook, URI url, Duration startTime) {
        this.process = process;
        this.hook = hook;
        this.url = url;
        this.startTime = startTime;
    }

    /// Returns when it says that it can serve.
    static Spawned start(Command command) throws IOException {
        List<String> line = new ArrayList<>(command.program());
        line.addAll(command.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .redirectError(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("OUTRIGGER_"));
        builder.environment().putAll(command.environment());
        long begun = System.nanoTime();
        Process process = builder.start();
        // It must not outlive the bench, however that ends.
        Thread hook = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(hook);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String said = output.readLine(); said != null; said = output.readLine()) {
            if (said.startsWith("READY ")) {
                Duration startTime = Duration.ofNanos(System.nanoTime() - begun);
                URI url = URI.create(said.substring(said.lastIndexOf(' ') + 1));
                return new Spawned(process, hook, url, startTime);
            }
        }
        throw new IOException(
                "the process ended before it could serve: " + Files.readString(command.log()));
    }

    URI url() {
        return url;
    }

    /// From the start of the process until it could serve.
    Duration startTime() {
        return startTime;
    }

    Memory memory() throws IOException {
        return Memory.of(process.pid());
    }

    /// SIGTERM, and the wait for what follows.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
