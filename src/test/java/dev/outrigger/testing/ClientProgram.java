package dev.outrigger.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A program in another language, and the lines that it prints.
public final class ClientProgram implements AutoCloseable {
    private static final Duration LINE_LIMIT = Duration.ofSeconds(60);
    private static final long END_LIMIT_SECONDS = 120;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ClientProgram(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /// @param environment what is added to that of the test
    public static ClientProgram start(
            Path folder, Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toAbsolutePath().toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new ClientProgram(builder.start());
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /// Skips the test where a program is not on the path; with `CI=true` it fails instead.
    public static void require(String program) {
        if (!isThere(program)) {
            if ("true".equals(System.getenv("CI"))) {
                fail(program + " is not on the PATH");
            }
            Assumptions.abort(program + " is not on the PATH");
        }
    }

    /// Whether a program is on the path.
    public static boolean isThere(String program) {
        try (ClientProgram asked = start(Path.of(""), Map.of(), program, "--version")) {
            asked.exitCode();
            return true;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    public void awaitLine(String line) {
        await().atMost(LINE_LIMIT).until(() -> lines.contains(line) || !reader.isAlive());
        if (!lines.contains(line)) {
            throw new AssertionError("the program ended before " + line + ": " + output());
        }
    }

    public String output() {
        return String.join("\n", lines);
    }

    /// Waits for the end.
    public int exitCode() {
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader text =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            text.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            lines.add("the output ended: " + ended.getMessage());
        }
    }
}
