package dev.outrigger.testing;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Amplify's own DataStore, unmodified, as one more device. Its log is in `target/node`.
public final class AmplifyClient implements AutoCloseable {
    /// Creations, updates and deletions are subscribed to separately.
    private static final int SUBSCRIPTIONS_OF_A_MODEL = 3;

    private final NodeProcess process;
    private final WireLog wire;
    private final int models;

    private AmplifyClient(AmplifySetup setup) {
        Path folder = NodeWorkspace.ready(setup.release().folder());
        Path log = folder.resolve(setup.name() + ".wire.jsonl").toAbsolutePath();
        wire = new WireLog(log);
        process =
                NodeProcess.start(setup.name(), folder.resolve("client.mjs"), setup.environment());
        Object count = process.call("configure", setup.with("wireFile", log.toString()).settings());
        models = (Integer) Objects.requireNonNull(count);
    }

    /// A device that has not made any call yet.
    public static AmplifyClient configured(AmplifySetup setup) {
        return new AmplifyClient(setup);
    }

    /// Starts syncing, and waits until all models are synchronised and all subscriptions answered:
    /// the client itself is ready before it has asked for them.
    public void start() {
        int before = hubCount("ready");
        int subscriptions = wire.sent("start").size() + SUBSCRIPTIONS_OF_A_MODEL * models;
        process.call("start", Map.of());
        awaitHub("ready", before + 1);
        awaitSubscriptions(subscriptions);
    }

    /// Starts syncing with a backend that does not let it in.
    public void startRefused() {
        process.call("start", Map.of());
    }

    /// Waits until that many subscriptions were asked for since it was configured, and all of them
    /// answered.
    public void awaitSubscriptions(int count) {
        eventually(
                () -> {
                    int answered =
                            wire.received("start_ack").size() + wire.received("error").size();
                    assertThat(wire.sent("start")).hasSizeGreaterThanOrEqualTo(count);
                    assertThat(answered).isGreaterThanOrEqualTo(wire.sent("start").size());
                });
    }

    public void stop() {
        process.call("stop", Map.of());
    }

    /// Writes the local database to a file.
    public void dump(Path file) {
        process.call("dump", Map.of("file", file.toAbsolutePath().toString()));
    }

    /// Takes over a dumped database, before any other call.
    public void load(Path file) {
        process.call("load", Map.of("file", file.toAbsolutePath().toString()));
    }

    /// @return the saved item
    public Map<String, @Nullable Object> save(String model, Map<String, ?> fields) {
        return item(process.call("save", Map.of("model", model, "fields", fields)));
    }

    /// @param id the key, of a composite key all its fields
    public Map<String, @Nullable Object> update(String model, Object id, Map<String, ?> patch) {
        return item(process.call("update", Map.of("model", model, "id", id, "patch", patch)));
    }

    /// Saves a change on a condition.
    ///
    /// @return why it was refused on the device, or null when it was not
    public @Nullable String updateIf(
            Map<String, ?> condition, String model, Object id, Map<String, ?> patch) {
        try {
            process.attempt(
                    "update",
                    Map.of("model", model, "id", id, "patch", patch, "condition", condition));
            return null;
        } catch (NodeProcess.Rejected refused) {
            return refused.getMessage();
        }
    }

    public void delete(String model, Object id) {
        process.call("delete", Map.of("model", model, "id", id));
    }

    /// The item in the client's own store, or null when it has none.
    public @Nullable Map<String, @Nullable Object> get(String model, Object id) {
        Object found = process.call("get", Map.of("model", model, "id", id));
        return found == null ? null : item(found);
    }

    public List<Map<String, @Nullable Object>> list(String model) {
        return list(model, Map.of());
    }

    /// @param query `where`, `sort`, `page` and `limit` of `list` in `client.mjs`
    public List<Map<String, @Nullable Object>> list(String model, Map<String, ?> query) {
        return items(process.call("list", withModel(model, query)));
    }

    /// The parent or child of an item, by the field of its relation, or null.
    public @Nullable Map<String, @Nullable Object> related(String model, Object id, String field) {
        Object found = process.call("related", Map.of("model", model, "id", id, "field", field));
        return found == null ? null : item(found);
    }

    /// The children of an item, by the field of its has-many.
    public List<Map<String, @Nullable Object>> children(String model, Object id, String field) {
        return items(process.call("related", Map.of("model", model, "id", id, "field", field)));
    }

    /// The backend's version of an item in the client's own store; 0 while it has none.
    public int version(String model, Object id) {
        Map<?, ?> key = id instanceof Map<?, ?> fields ? fields : Map.of("id", id);
        return items(process.call("records", Map.of("model", model))).stream()
                .filter(row -> row.entrySet().containsAll(key.entrySet()))
                .map(row -> row.get("_version") instanceof Integer version ? version : 0)
                .findFirst()
                .orElse(0);
    }

    /// Mutations that the client has not delivered.
    public int outboxCount() {
        return items(process.call("outbox", Map.of())).size();
    }

    /// Tells each change of a model as an event `observe`.
    public void observe(String model) {
        process.call("observe", Map.of("model", model));
    }

    /// Tells the items of a query, whenever they change, as an event `snapshot`.
    public void observeQuery(String model, Map<String, ?> query) {
        process.call("observeQuery", withModel(model, query));
    }

    /// Counts from the next start.
    public void setSyncExpressions(Map<String, ?> expressions) {
        process.call("setSyncExpressions", Map.of("syncExpressions", expressions));
    }

    public void goOffline() {
        process.call("goOffline", Map.of());
    }

    public void goOnline() {
        process.call("goOnline", Map.of());
    }

    /// Cuts its sockets; nobody tells the client.
    public void dropSockets() {
        process.call("dropSockets", Map.of());
    }

    /// What it has told under this name, in order.
    public List<Map<String, @Nullable Object>> events(String name) {
        return process.events().stream().filter(event -> name.equals(event.get("event"))).toList();
    }

    /// How often the client has reported an event of its hub.
    public int hubCount(String name) {
        return (int) events("hub").stream().filter(event -> name.equals(event.get("name"))).count();
    }

    /// Waits until the client has reported an event of its hub that often.
    public void awaitHub(String name, int times) {
        eventually(
                () ->
                        assertThat(hubCount(name))
                                .as("%s, after %s", name, process.latestEvents())
                                .isGreaterThanOrEqualTo(times));
    }

    /// Everything that it has sent and received.
    public WireLog wire() {
        return wire;
    }

    private static Map<String, Object> withModel(String model, Map<String, ?> query) {
        Map<String, Object> arguments = new HashMap<>(query);
        arguments.put("model", model);
        return arguments;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> item(@Nullable Object answer) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(answer, "no item");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> items(@Nullable Object answer) {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(answer, "no items");
    }

    /// Ends the process; its store is gone with it.
    @Override
    public void close() {
        process.close();
    }
}
