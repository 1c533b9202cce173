package dev.outrigger.testing;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A process of a Node program, driven over JSON lines: calls have an answer, and events come at
/// any time.
final class NodeProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<@Nullable Object>> waiting =
            new ConcurrentHashMap<>();
    private final List<Map<String, @Nullable Object>> events = new CopyOnWriteArrayList<>();

    private NodeProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter();
    }

    /// @param program a file of its own folder, where the log is too, in `<name>.log`
    /// @param environment what is added to this process's environment
    static NodeProcess start(String name, Path program, Map<String, String> environment) {
        Path folder = program.getParent();
        ProcessBuilder builder =
                new ProcessBuilder("node", program.getFileName().toString())
                        .directory(folder.toFile())
                        .redirectError(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        try {
            NodeProcess started = new NodeProcess(name, builder.start());
            Thread.ofVirtual().name("node-" + name).start(started::readAll);
            return started;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// The command's result; fails the test when there is none.
    @Nullable Object call(String command, Map<String, ?> arguments) {
        try {
            return attempt(command, arguments);
        } catch (Rejected rejected) {
            throw new AssertionError(
                    "%s did not %s (%s); its latest events: %s"
                            .formatted(name, command, rejected.getMessage(), latestEvents()),
                    rejected);
        }
    }

    /// The command's result.
    ///
    /// @throws Rejected with the client's own message, when the command fails
    @Nullable Object attempt(String command, Map<String, ?> arguments) throws Rejected {
        long id = lastId.incrementAndGet();
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            send(Json.write(Map.of("id", id, "cmd", command, "args", arguments)));
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new Rejected(failed.getCause().getMessage());
        } catch (IOException | TimeoutException problem) {
            throw new AssertionError(
                    "%s did not answer %s; its latest events: %s"
                            .formatted(name, command, latestEvents()),
                    problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + " was interrupted during " + command, stopped);
        } finally {
            waiting.remove(id);
        }
    }

    /// A command that the client answered with an error.
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1;

        private Rejected(@Nullable String message) {
            super(message);
        }
    }

    /// Everything that it has told, in order.
    List<Map<String, @Nullable Object>> events() {
        return List.copyOf(events);
    }

    String latestEvents() {
        List<Map<String, @Nullable Object>> told = events();
        return told.subList(Math.max(0, told.size() - 8), told.size()).toString();
    }

    private synchronized void send(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    private void readAll() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(this::read);
        } catch (IOException | UncheckedIOException ended) {
            events.add(Map.of("event", "ended", "reason", String.valueOf(ended.getMessage())));
        }
        waiting.values()
                .forEach(answer -> answer.completeExceptionally(new IOException("it has ended")));
    }

    private void read(String line) {
        Map<String, @Nullable Object> message = Json.readObject(line);
        if (!(message.get("id") instanceof Number id)) {
            events.add(message);
            return;
        }
        CompletableFuture<@Nullable Object> answer = waiting.get(id.longValue());
        if (answer == null) {
            return;
        }
        if (Boolean.TRUE.equals(message.get("ok"))) {
            answer.complete(message.get("result"));
        } else {
            answer.completeExceptionally(new IOException(String.valueOf(message.get("error"))));
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
