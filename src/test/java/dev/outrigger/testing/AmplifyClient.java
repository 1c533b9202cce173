package dev.outrigger.testing;

import dev.outrigger.codegen.AmplifyModels;
import dev.outrigger.json.Json;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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

/// Amplify's own DataStore, unmodified, as one more device: a Node process that is driven over JSON
/// lines. Its log is in `target/node/<name>.log`.
public final class AmplifyClient implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<@Nullable Object>> waiting =
            new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    private AmplifyClient(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter();
    }

    /// A device with an empty store, once it is synchronised with the backend.
    ///
    /// @param endpoint of the backend, which lets in whoever has [TestBackend#API_KEY]
    public static AmplifyClient start(String name, Schema schema, URI endpoint) {
        AmplifyClient client = new AmplifyClient(name, launch(name));
        Thread.ofVirtual().name("amplify-" + name).start(client::readAll);
        client.call(
                "configure",
                Map.of(
                        "endpoint",
                        endpoint.toString(),
                        "apiKey",
                        TestBackend.API_KEY,
                        "schema",
                        AmplifyModels.javascript(schema)));
        client.call("start", Map.of());
        client.awaitHub("ready", 1);
        return client;
    }

    private static Process launch(String name) {
        Path folder = NodeWorkspace.ready();
        try {
            return new ProcessBuilder("node", "client.mjs")
                    .directory(folder.toFile())
                    .redirectError(folder.resolve(name + ".log").toFile())
                    .start();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// @return the saved item
    public Map<?, ?> save(String model, Map<String, ?> fields) {
        return item(call("save", Map.of("model", model, "fields", fields)));
    }

    public Map<?, ?> update(String model, String id, Map<String, ?> patch) {
        return item(call("update", Map.of("model", model, "id", id, "patch", patch)));
    }

    public void delete(String model, String id) {
        call("delete", Map.of("model", model, "id", id));
    }

    /// The item in the client's own store, or null when it has none.
    public @Nullable Map<?, ?> get(String model, String id) {
        return (Map<?, ?>) call("get", Map.of("model", model, "id", id));
    }

    /// The parent of an item, by the field of its belongs-to, or null.
    public @Nullable Map<?, ?> parent(String model, String id, String field) {
        return (Map<?, ?>) call("parent", Map.of("model", model, "id", id, "field", field));
    }

    /// Mutations that the client has not delivered.
    public int outboxCount() {
        return call("outboxCount", Map.of()) instanceof Number count ? count.intValue() : -1;
    }

    public void goOffline() {
        call("goOffline", Map.of());
    }

    public void goOnline() {
        call("goOnline", Map.of());
    }

    /// Waits until the client has reported an event that often since it was started.
    public void awaitHub(String event, int times) {
        call("waitHub", Map.of("name", event, "times", times));
    }

    private @Nullable Object call(String command, Map<String, ?> arguments) {
        long id = lastId.incrementAndGet();
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            send(Json.write(Map.of("id", id, "cmd", command, "args", arguments)));
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException problem) {
            throw new AssertionError(
                    "%s did not %s; its latest events: %s".formatted(name, command, latest(events)),
                    problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + " was interrupted during " + command, stopped);
        } finally {
            waiting.remove(id);
        }
    }

    private synchronized void send(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    private static List<String> latest(List<String> events) {
        return events.subList(Math.max(0, events.size() - 8), events.size());
    }

    private static Map<?, ?> item(@Nullable Object answer) {
        if (answer instanceof Map<?, ?> item) {
            return item;
        }
        throw new AssertionError("the client answered without an item");
    }

    private void readAll() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(this::read);
        } catch (IOException | UncheckedIOException ended) {
            events.add("its output ended: " + ended.getMessage());
        }
        waiting.values()
                .forEach(answer -> answer.completeExceptionally(new IOException("it has ended")));
    }

    private void read(String line) {
        Map<String, @Nullable Object> message = Json.readObject(line);
        if (!(message.get("id") instanceof Number id)) {
            events.add(line);
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

    /// Ends the process; its store is gone with it.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
