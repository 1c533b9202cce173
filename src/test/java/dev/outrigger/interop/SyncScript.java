package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.testing.GraphQlCaller;
import dev.outrigger.testing.RunningSidecar;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TcpFront;
import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// What happens to two sidecars of any backend, step by step; the second of them can be away.
final class SyncScript implements AutoCloseable {
    /// A model whose stale updates the backend merges.
    static final String NOTE = "Note";

    /// A model whose stale updates the backend refuses.
    static final String TASK = "Task";

    static final String DOCUMENT =
            """
            type Note @model { id: ID! title: String! rating: Int tags: [String] }
            type Task @model { id: ID! title: String! rating: Int tags: [String] }
            """;

    static final Schema SCHEMA = Schemas.of(DOCUMENT);

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/graphql");
    private static final List<String> NOT_COMPARED =
            List.of("createdAt", "updatedAt", "_lastChangedAt", "_pending");

    private final StartedParts parts = new StartedParts();
    private final URI endpoint;
    private final GraphQlCaller caller;
    private final TcpFront road;
    private final Database database;
    private @Nullable RunningSidecar first;
    private @Nullable RunningSidecar second;

    SyncScript(URI endpoint) {
        this.endpoint = endpoint;
        caller = parts.keep(new GraphQlCaller(endpoint));
        road = parts.keep(TcpFront.of(endpoint));
        database = parts.keep(Database.open(TestDatabase.fresh("script")));
    }

    /// The backend has items and a tombstone before either sidecar has ever asked.
    void startOnWhatWasThere() {
        for (String id : List.of("merged", "cleared", "dropped")) {
            mutate("create", NOTE, Map.of("id", id, "title", "old", "tags", List.of("a")));
        }
        mutate("create", NOTE, Map.of("id", "tombstone", "title", "old"));
        mutate("delete", NOTE, Map.of("id", "tombstone", "_version", 1));
        mutate("create", TASK, Map.of("id", "checked", "title", "old"));
        first = parts.keep(RunningSidecar.start("first", database, SCHEMA, endpoint));
        second = parts.keep(RunningSidecar.start("second", database, SCHEMA, road.endpoint()));
        awaitEverywhere(NOTE, "merged", "title", "old");
        awaitEverywhere(NOTE, "dropped", "title", "old");
        awaitEverywhere(TASK, "checked", "title", "old");
        assertThat(first.get(NOTE, "tombstone")).isNull();
    }

    void bothCreateUpdateAndDelete() {
        first.create(NOTE, Map.of("id", "of-first", "title", "new"));
        second.create(NOTE, Map.of("id", "of-second", "title", "new"));
        awaitEverywhere(NOTE, "of-first", "title", "new");
        awaitEverywhere(NOTE, "of-second", "title", "new");
        second.patch(NOTE, "of-first", Map.of("rating", 1));
        first.patch(NOTE, "of-second", Map.of("tags", List.of("x", "y")));
        awaitEverywhere(NOTE, "of-first", "rating", 1);
        awaitEverywhere(NOTE, "of-second", "tags", List.of("x", "y"));
        first.delete(NOTE, "of-second");
        second.delete(NOTE, "cleared");
        awaitGone("of-second");
        awaitGone("cleared");
    }

    /// Both change the same items, and one of them comes too late.
    void oneIsAwayWhileTheOtherWrites() {
        road.moveTo(NOWHERE);
        first.patch(NOTE, "merged", Map.of("title", "theirs"));
        first.patch(NOTE, "dropped", Map.of("rating", 2));
        first.patch(TASK, "checked", Map.of("title", "theirs"));
        first.create(TASK, Map.of("id", "missed", "title", "new"));
        eventually(
                () ->
                        assertThat(
                                        List.of(
                                                version(NOTE, "merged"),
                                                version(NOTE, "dropped"),
                                                version(TASK, "checked"),
                                                version(TASK, "missed")))
                                .containsExactly(2, 2, 2, 1));
        // Had both changed the title, who wins would hang on what the second hears first.
        second.patch(NOTE, "merged", Map.of("rating", 5));
        second.delete(NOTE, "dropped");
        second.patch(TASK, "checked", Map.of("title", "mine", "rating", 5));
        // Whether an edit still joins a create hangs on whether that is being tried just then.
        second.create(TASK, Map.of("id", "offline", "title", "new"));
        assertThat(second.get(TASK, "missed")).isNull();
    }

    void itReturns() {
        road.moveTo(endpoint);
        awaitEverywhere(TASK, "missed", "title", "new");
        awaitEverywhere(TASK, "offline", "title", "new");
        awaitEverywhere(NOTE, "merged", "rating", 5);
        eventually(
                () ->
                        assertThat(second.answered("/v1/outbox"))
                                .containsEntry("mutations", List.of()));
    }

    /// Both change one item at the same time, each a field of its own, again and again until it
    /// happened: whose write comes too late, and whether one does, is chance.
    ///
    /// @return how many rounds there were; both fields name the last
    int bothWriteUntil(String id, BooleanSupplier happened) {
        first.create(TASK, Map.of("id", id, "title", "old", "rating", 0));
        awaitEverywhere(TASK, id, "rating", 0);
        AtomicInteger rounds = new AtomicInteger();
        eventually(
                () -> {
                    int round = rounds.incrementAndGet();
                    first.patch(TASK, id, Map.of("rating", round));
                    second.patch(TASK, id, Map.of("title", "of second " + round));
                    assertThat(happened.getAsBoolean()).isTrue();
                });
        return rounds.get();
    }

    /// Until the second, which was away, listens again and has pulled what it missed.
    void awaitLiveEvents() {
        eventually(
                () ->
                        assertThat(second.answered("/v1/sync"))
                                .as("what the second does")
                                .containsEntry("state", "caught-up"));
    }

    /// What one writes while both are connected.
    void firstCreates(String id) {
        first.create(NOTE, Map.of("id", id, "title", "live"));
    }

    void awaitAtSecond(String id) {
        eventually(() -> assertThat(second.get(NOTE, id)).containsEntry("title", "live"));
    }

    /// The items that both sidecars and the backend have, which must be the same, by model and id,
    /// without timestamps.
    Map<String, Map<String, @Nullable Object>> end() {
        eventually(() -> assertThat(items(first)).isEqualTo(itemsAtBackend()));
        eventually(() -> assertThat(items(second)).isEqualTo(itemsAtBackend()));
        return itemsAtBackend();
    }

    private void awaitEverywhere(String model, String id, String field, Object value) {
        for (RunningSidecar sidecar : List.of(first, second)) {
            eventually(() -> assertThat(sidecar.get(model, id)).containsEntry(field, value));
        }
    }

    private void awaitGone(String id) {
        for (RunningSidecar sidecar : List.of(first, second)) {
            eventually(() -> assertThat(sidecar.get(NOTE, id)).isNull());
        }
        eventually(() -> assertThat(itemsAtBackend()).doesNotContainKey(NOTE + " " + id));
    }

    private static Map<String, Map<String, @Nullable Object>> items(RunningSidecar sidecar) {
        Map<String, Map<String, @Nullable Object>> items = new TreeMap<>();
        for (String model : List.of(NOTE, TASK)) {
            collect(model, sidecar.answered("/v1/models/" + model), items);
        }
        return items;
    }

    private Map<String, Map<String, @Nullable Object>> itemsAtBackend() {
        Map<String, Map<String, @Nullable Object>> items = new TreeMap<>();
        for (String model : List.of(NOTE, TASK)) {
            String document =
                    "{ sync%ss { items { id title rating tags _version _deleted } } }"
                            .formatted(model);
            collect(model, caller.call(document, Map.of()), items);
        }
        return items;
    }

    /// Without tombstones.
    private static void collect(
            String model, @Nullable Object page, Map<String, Map<String, @Nullable Object>> into) {
        for (Object item : (List<?>) ((Map<?, ?>) page).get("items")) {
            Map<String, @Nullable Object> fields = new HashMap<>();
            ((Map<?, ?>) item).forEach((name, value) -> fields.put((String) name, value));
            if (!Boolean.TRUE.equals(fields.remove("_deleted"))) {
                fields.keySet().removeAll(NOT_COMPARED);
                into.put(model + " " + fields.get("id"), fields);
            }
        }
    }

    /// 0 of an item that the backend does not have.
    private Object version(String model, String id) {
        String document = "query ($id: ID!) { get%s(id: $id) { _version } }".formatted(model);
        Object item = caller.call(document, Map.of("id", id));
        return item instanceof Map<?, ?> fields ? fields.get("_version") : 0;
    }

    private void mutate(String verb, String model, Map<String, ?> input) {
        String type = Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + model + "Input";
        String document =
                "mutation ($input: %s!) { %s%s(input: $input) { id _version } }"
                        .formatted(type, verb, model);
        caller.call(document, Map.of("input", input));
    }

    @Override
    public void close() {
        parts.close();
    }
}
