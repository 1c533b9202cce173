package dev.outrigger.api.observe;

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
import java.util.Optional;

/// Reads what a client wants to be told, whether a frame says it or a URL. Members that a wish does
/// not have are refused, so that a misspelt filter does not observe everything.
final class WishReader {
    static final String OBSERVE = "observe";
    private static final String OBSERVE_QUERY = "observeQuery";
    private static final String EVENTS = "events";
    static final List<String> TYPES = List.of(OBSERVE, OBSERVE_QUERY, EVENTS);

    private final Models models;
    private final QueryReader queries;

    /// Of filters that each change is held against.
    private final QueryReader unsearched;

    WishReader(Models models, QueryReader queries) {
        this.models = models;
        this.queries = queries;
        this.unsearched = queries.withoutSearch();
    }

    /// Words what is wrong with one member, where the client wrote it.
    interface Complaint {
        RequestRefused about(String member, String reason);
    }

    /// @param members those of the wish itself, as decoded JSON
    record Wording(String id, Map<String, @Nullable Object> members, Complaint complaint) {
        RequestRefused wrong(String member, String reason) {
            return complaint.about(member, reason);
        }

        @Nullable String text(String name) {
            return switch (members.get(name)) {
                case null -> null;
                case String text -> text;
                default -> throw wrong(name, "a string is needed");
            };
        }

        /// Refuses all members but these.
        void allow(String type, List<String> allowed) {
            for (String name : members.keySet()) {
                if (!allowed.contains(name)) {
                    String known = allowed.isEmpty() ? "nothing" : String.join(", ", allowed);
                    throw wrong(
                            name,
                            "%s has no such member; beside type and id it has %s"
                                    .formatted(type, known));
                }
            }
        }
    }

    /// @return empty when it is not the type of a wish
    Optional<ClientFrame.Wish> read(String type, Wording wording) {
        return switch (type) {
            case OBSERVE -> Optional.of(observe(wording));
            case OBSERVE_QUERY -> Optional.of(observeQuery(wording));
            case EVENTS -> Optional.of(events(wording));
            default -> Optional.empty();
        };
    }

    private ClientFrame.Wish observe(Wording wording) {
        wording.allow(OBSERVE, List.of("model", "key", "filter", "since"));
        Map<String, @Nullable Object> json = wording.members();
        Long since = since(wording);
        String name = wording.text("model");
        if (name == null) {
            if (json.containsKey("key") || json.containsKey("filter")) {
                throw wording.wrong("model", "key and filter need a model");
            }
            return new ClientFrame.Observe(wording.id(), Selection.all(), since);
        }
        Model model = models.named(name);
        Predicate filter =
                unsearched.predicate(
                        model, "filter", json.getOrDefault("filter", Map.of()), Relations.ALLOWED);
        Selection selection = new Selection(name, key(model, wording), filter);
        return new ClientFrame.Observe(wording.id(), selection, since);
    }

    private ClientFrame.Wish observeQuery(Wording wording) {
        wording.allow(OBSERVE_QUERY, List.of("model", "filter", "sort", "limit"));
        String name = wording.text("model");
        if (name == null) {
            throw wording.wrong("model", "the name of a model is needed");
        }
        Model model = models.named(name);
        Map<String, @Nullable Object> query = new LinkedHashMap<>(wording.members());
        query.keySet().retainAll(QueryInput.NAMES);
        return new ClientFrame.ObserveQuery(
                wording.id(), queries.read(model, QueryInput.of(query)));
    }

    private static ClientFrame.Wish events(Wording wording) {
        wording.allow(EVENTS, List.of());
        return new ClientFrame.Events(wording.id());
    }

    private static @Nullable ItemKey key(Model model, Wording wording) {
        return switch (wording.members().get("key")) {
            case null -> null;
            case Map<?, ?> key -> KeyReader.fromJson(model, JsonText.object(key));
            default -> throw wording.wrong("key", "an object of the key's fields is needed");
        };
    }

    private static @Nullable Long since(Wording wording) {
        Object since = wording.members().get("since");
        boolean whole = since instanceof Integer || since instanceof Long;
        if (since == null) {
            return null;
        }
        if (!whole || ((Number) since).longValue() < 0) {
            throw wording.wrong("since", "a seq is needed, which is a whole number from 0 on");
        }
        return ((Number) since).longValue();
    }
}
