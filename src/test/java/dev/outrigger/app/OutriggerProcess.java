package dev.outrigger.app;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// The packaged jar as a process of its own, with all that it prints.
public final class OutriggerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long END_LIMIT_SECONDS = 60;

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private OutriggerProcess(Process process) {
        this.process = process;
        this.readers =
                List.of(
                        reading(process.getInputStream(), output),
                        reading(process.getErrorStream(), errors));
    }

    /// Starts it with the environment of the test, without any setting of ours.
    public static OutriggerProcess start(String... arguments) {
        return start(Map.of(), arguments);
    }

    static OutriggerProcess start(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-jar");
        command.add(jar());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("OUTRIGGER_"));
        builder.environment().putAll(environment);
        try {
            return new OutriggerProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Where a server of this process can be reached, once it says so.
    public URI ready(String name) {
        String mark = "READY " + name + " ";
        await().atMost(START_LIMIT)
                .failFast("the process ended: " + errors, () -> !process.isAlive())
                .until(() -> line(mark).isPresent());
        return URI.create(line(mark).orElseThrow().substring(mark.length()));
    }

    /// Waits for the end.
    public int exitCode() {
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + output + errors);
            }
            for (Thread reader : readers) {
                reader.join();
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Lines of standard output.
    public List<String> output() {
        return output;
    }

    /// Lines of standard error.
    public List<String> errors() {
        return errors;
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode();
    }

    private Optional<String> line(String beginning) {
        return output.stream().filter(line -> line.startsWith(beginning)).findFirst();
    }

    private static Thread reading(InputStream stream, List<String> lines) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try (var reader =
                                    new BufferedReader(
                                            new InputStreamReader(
                                                    stream, StandardCharsets.UTF_8))) {
                                reader.lines().forEach(lines::add);
                            } catch (IOException | UncheckedIOException _) {
                                // The stream ends with the process.
                            }
                        });
    }

    private static String jar() {
        String jar = System.getProperty("outrigger.jar");
        if (jar == null) {
            throw new IllegalStateException(
                    "-Doutrigger.jar names no jar; run this test by mvn verify");
        }
        return jar;
    }
}
