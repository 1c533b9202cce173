package outrigger.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Asks one sidecar. It may be used by several threads. */
public final class Outrigger {
    static final ObjectMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int PAGE = 1_000;

    final HttpClient http = HttpClient.newHttpClient();
    final URI url;
    final Optional<String> token;

    /** A sidecar that asks for no token. */
    public Outrigger(URI url) {
        this(url, Optional.empty());
    }

    public Outrigger(URI url, Optional<String> token) {
        this.url = url;
        this.token = token;
    }

    /** What the client knows of a model. */
    public record Model<T>(
            String name,
            Class<T> type,
            List<String> key,
            boolean generatesKey,
            List<String> readOnly) {}

    /**
     * An item as the sidecar has it.
     *
     * @param version the backend's version as last seen; null until it has acknowledged the item
     * @param pending true while a change of it waits for the backend
     */
    public record Stored<T>(T item, Long version, Long lastChangedAt, boolean pending) {}

    /**
     * How much is read.
     *
     * @param sort as in {@code rating:desc,title}; null for the order of insertion
     * @param limit items at most; null for all that match
     */
    public record Reading(String sort, Integer limit) {
        public static final Reading ALL = new Reading(null, null);
    }

    /** Saves a whole item, new or not. */
    public <T> Stored<T> save(Model<T> model, T item) {
        return save(model, item, Condition.ALL);
    }

    /** Saves a whole item, if the one that is there matches. */
    public <T> Stored<T> save(Model<T> model, T item, Condition condition) {
        Map<String, Object> fields = fields(model, item);
        String path = path(model, key(model, fields)) + guard(condition);
        return stored(model, send("PUT", path, writable(model, fields)).orElseThrow());
    }

    /** Changes the fields that differ between two states of an item. */
    public <T> Stored<T> patch(Model<T> model, T before, T after) {
        Map<String, Object> old = fields(model, before);
        Map<String, Object> changed = writable(model, fields(model, after));
        changed.entrySet()
                .removeIf(field -> Objects.equals(field.getValue(), old.get(field.getKey())));
        return stored(model, send("PATCH", path(model, key(model, old)), changed).orElseThrow());
    }

    public <T> Optional<Stored<T>> get(Model<T> model, Object... key) {
        try {
            return send("GET", path(model, List.of(key)), null).map(json -> stored(model, json));
        } catch (OutriggerProblem problem) {
            if (problem.type() == ProblemType.ITEM_UNKNOWN) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    public <T> List<Stored<T>> query(Model<T> model, Condition where) {
        return query(model, where, Reading.ALL);
    }

    public <T> List<Stored<T>> query(Model<T> model, Condition where, Reading reading) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("filter", where.json());
        query.put("limit", reading.limit() == null ? PAGE : reading.limit());
        if (reading.sort() != null) {
            query.put("sort", reading.sort());
        }
        List<Stored<T>> found = new ArrayList<>();
        while (true) {
            Map<String, Object> page = send("POST", at(model) + "/query", query).orElseThrow();
            objects(page.get("items")).forEach(item -> found.add(stored(model, item)));
            if (reading.limit() != null || page.get("nextCursor") == null) {
                return found;
            }
            query.put("cursor", page.get("nextCursor"));
        }
    }

    public <T> long count(Model<T> model, Condition where) {
        String path = at(model) + "/count?filter=" + encoded(write(where.json()));
        return ((Number) send("GET", path, null).orElseThrow().get("count")).longValue();
    }

    /** Deletes an item; answers it as it was, or nothing when there was none. */
    public <T> Optional<Stored<T>> delete(Model<T> model, T item) {
        String path = path(model, key(model, fields(model, item)));
        return send("DELETE", path, null).map(json -> stored(model, json));
    }

    /** Deletes all that match, which {@link Condition#ALL} does with every item. */
    public <T> long deleteAll(Model<T> model, Condition where) {
        String filter = where.json().isEmpty() ? "all" : write(where.json());
        String path = at(model) + "?filter=" + encoded(filter);
        return ((Number) send("DELETE", path, null).orElseThrow().get("deleted")).longValue();
    }

    /** Edits that are made together. */
    public final class Batch {
        private final List<Map<String, Object>> operations = new ArrayList<>();

        public <T> Batch save(Model<T> model, T item) {
            Map<String, Object> fields = fields(model, item);
            Map<String, Object> operation = operation("save", model, fields);
            operation.put("item", writable(model, fields));
            operations.add(operation);
            return this;
        }

        public <T> Batch delete(Model<T> model, T item) {
            operations.add(operation("delete", model, fields(model, item)));
            return this;
        }

        /** Carries out all of them, or none. */
        public void commit() {
            send("POST", "/v1/batch", Map.of("operations", operations));
        }

        private Map<String, Object> operation(
                String op, Model<?> model, Map<String, Object> fields) {
            Map<String, Object> key = new LinkedHashMap<>();
            model.key().forEach(name -> key.put(name, fields.get(name)));
            return new LinkedHashMap<>(Map.of("op", op, "model", model.name(), "key", key));
        }
    }

    public Batch batch() {
        return new Batch();
    }

    /** Opens the sidecar's link to the backend. */
    public void start() {
        send("POST", "/v1/sync/start", null);
    }

    /** Closes the link; items stay, and saves go on. */
    public void stop() {
        send("POST", "/v1/sync/stop", null);
    }

    /** Changes as they come, from now on. */
    public <T> Observation observe(
            Model<T> model, Condition where, Consumer<Observation.Event<T>> observer) {
        return Observation.changes(this, model, where, observer);
    }

    /** All items that match, again whenever one of them changes. */
    public <T> Observation observeQuery(
            Model<T> model, Condition where, Consumer<Observation.Event<T>> observer) {
        return Observation.query(this, model, where, observer);
    }

    static <T> Stored<T> stored(Model<T> model, Map<String, Object> json) {
        return new Stored<>(
                MAPPER.convertValue(json, model.type()),
                number(json.get("_version")),
                number(json.get("_lastChangedAt")),
                (Boolean) json.get("_pending"));
    }

    static List<Map<String, Object>> objects(Object json) {
        return MAPPER.convertValue(json, new TypeReference<>() {});
    }

    static String write(Object json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Optional<Map<String, Object>> send(String method, String path, Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(30));
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(write(body)));
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 204) {
                return Optional.empty();
            }
            Map<String, Object> json = MAPPER.readValue(answer.body(), OBJECT);
            if (answer.statusCode() >= 400) {
                throw new OutriggerProblem(json);
            }
            return Optional.of(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the sidecar was asked", interrupted);
        }
    }

    private static <T> Map<String, Object> fields(Model<T> model, T item) {
        Map<String, Object> fields = MAPPER.convertValue(item, OBJECT);
        String first = model.key().getFirst();
        if (model.generatesKey() && fields.get(first) == null) {
            fields.put(first, UUID.randomUUID().toString());
        }
        return fields;
    }

    private static Map<String, Object> writable(Model<?> model, Map<String, Object> fields) {
        Map<String, Object> writable = new LinkedHashMap<>(fields);
        writable.keySet().removeAll(model.readOnly());
        return writable;
    }

    private static List<Object> key(Model<?> model, Map<String, Object> fields) {
        return model.key().stream().map(fields::get).toList();
    }

    private static String at(Model<?> model) {
        return "/v1/models/" + model.name();
    }

    private static String path(Model<?> model, List<Object> key) {
        StringBuilder path = new StringBuilder(at(model));
        key.forEach(part -> path.append('/').append(encoded(part.toString())));
        return path.toString();
    }

    private static String guard(Condition condition) {
        return condition.json().isEmpty() ? "" : "?condition=" + encoded(write(condition.json()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Long number(Object json) {
        return json == null ? null : ((Number) json).longValue();
    }
}
