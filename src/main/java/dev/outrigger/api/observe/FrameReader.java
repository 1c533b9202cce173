package dev.outrigger.api.observe;

import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.JsonText;
import dev.outrigger.api.wire.KeyReader;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryInput;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.Relations;
import dev.outrigger.replica.Selection;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the frames of clients. Members that a frame's type does not have are refused, so that a
/// misspelt filter does not observe everything.
final class FrameReader {
    private static final int ID_LENGTH = 128;
    private static final List<String> TYPES = List.of("observe", "observeQuery", "events", "stop");

    private final Models models;
    private final QueryReader queries;

    /// Of filters that each change is held against.
    private final QueryReader unsearched;

    FrameReader(Models models, QueryReader queries) {
        this.models = models;
        this.queries = queries;
        this.unsearched = queries.withoutSearch();
    }

    /// A frame whose id is known, so that everything else wrong with it can be told under that id.
    record Envelope(String id, String type, Map<String, @Nullable Object> json) {}

    Envelope envelope(byte[] text) {
        if (!(JsonText.read("frame", text) instanceof Map<?, ?> map)) {
            throw invalid("", "a frame is a JSON object");
        }
        Map<String, @Nullable Object> json = JsonText.object(map);
        String id = text(json, "id");
        if (id == null || id.isEmpty() || id.length() > ID_LENGTH) {
            throw invalid("/id", "a string of 1 to " + ID_LENGTH + " characters is needed");
        }
        String type = text(json, "type");
        if (type == null) {
            throw invalid("/type", "one of " + String.join(", ", TYPES) + " is needed");
        }
        return new Envelope(id, type, json);
    }

    ClientFrame read(Envelope envelope) {
        return switch (envelope.type()) {
            case "observe" -> observe(envelope);
            case "observeQuery" -> observeQuery(envelope);
            case "events" -> {
                allow(envelope, List.of());
                yield new ClientFrame.Events(envelope.id());
            }
            case "stop" -> {
                allow(envelope, List.of());
                yield new ClientFrame.Stop(envelope.id());
            }
            default ->
                    throw RequestRefused.because(
                            new ObserveProblem.FrameTypeUnknown(envelope.type(), TYPES));
        };
    }

    private ClientFrame observe(Envelope envelope) {
        allow(envelope, List.of("model", "key", "filter", "since"));
        Map<String, @Nullable Object> json = envelope.json();
        Long since = since(json);
        String name = text(json, "model");
        if (name == null) {
            if (json.containsKey("key") || json.containsKey("filter")) {
                throw invalid("/model", "key and filter need a model");
            }
            return new ClientFrame.Observe(envelope.id(), Selection.all(), since);
        }
        Model model = models.named(name);
        Predicate filter =
                unsearched.predicate(
                        model, "filter", json.getOrDefault("filter", Map.of()), Relations.ALLOWED);
        if (asksRelations(filter)) {
            throw RequestRefused.because(new ObserveProblem.RelationsNotSupported());
        }
        Selection selection = new Selection(name, key(model, json), filter);
        return new ClientFrame.Observe(envelope.id(), selection, since);
    }

    private ClientFrame observeQuery(Envelope envelope) {
        allow(envelope, List.of("model", "filter", "sort", "limit"));
        String name = text(envelope.json(), "model");
        if (name == null) {
            throw invalid("/model", "the name of a model is needed");
        }
        Model model = models.named(name);
        Map<String, @Nullable Object> query = new LinkedHashMap<>(envelope.json());
        query.keySet().retainAll(QueryInput.NAMES);
        return new ClientFrame.ObserveQuery(
                envelope.id(), queries.read(model, QueryInput.of(query)));
    }

    /// True when a predicate cannot be decided on the item alone.
    static boolean asksRelations(Predicate predicate) {
        return switch (predicate) {
            case Predicate.All _, Predicate.Test _, Predicate.Size _, Predicate.Search _ -> false;
            case Predicate.And(List<Predicate> parts) ->
                    parts.stream().anyMatch(FrameReader::asksRelations);
            case Predicate.Or(List<Predicate> parts) ->
                    parts.stream().anyMatch(FrameReader::asksRelations);
            case Predicate.Not(Predicate part) -> asksRelations(part);
            case Predicate.Related _ -> true;
        };
    }

    private static @Nullable ItemKey key(Model model, Map<String, @Nullable Object> json) {
        return switch (json.get("key")) {
            case null -> null;
            case Map<?, ?> key -> KeyReader.fromJson(model, JsonText.object(key));
            default -> throw invalid("/key", "an object of the key's fields is needed");
        };
    }

    private static @Nullable Long since(Map<String, @Nullable Object> json) {
        Object since = json.get("since");
        boolean whole = since instanceof Integer || since instanceof Long;
        if (since == null) {
            return null;
        }
        if (!whole || ((Number) since).longValue() < 0) {
            throw invalid("/since", "a seq is needed, which is a whole number from 0 on");
        }
        return ((Number) since).longValue();
    }

    private static @Nullable String text(Map<String, @Nullable Object> json, String name) {
        return switch (json.get(name)) {
            case null -> null;
            case String text -> text;
            default -> throw invalid("/" + name, "a string is needed");
        };
    }

    private static void allow(Envelope envelope, List<String> allowed) {
        for (String name : envelope.json().keySet()) {
            if (!name.equals("id") && !name.equals("type") && !allowed.contains(name)) {
                String known = allowed.isEmpty() ? "nothing" : String.join(", ", allowed);
                throw invalid(
                        "/" + name,
                        envelope.type()
                                + " has no such member; beside type and id it has "
                                + known);
            }
        }
    }

    private static RequestRefused invalid(String path, String reason) {
        return RequestRefused.because(new ObserveProblem.FrameInvalid(path, reason));
    }
}
