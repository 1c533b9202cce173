package dev.outrigger.contract;

import dev.outrigger.model.ItemKey;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One write that travels to the backend, without the version, which is looked up when it is sent.
///
/// @param fields CREATE: every field that the client set, explicit nulls included. UPDATE: the
///     changed fields only, null means remove; a changed relation is its foreign key fields.
///     DELETE: empty. Key fields are never here: they are in `key`.
/// @param condition must hold on the backend's item; [Predicate.All] when the client gave none
public record Mutation(
        ItemKey key, Kind kind, Map<String, @Nullable Object> fields, Predicate condition) {
    /// What the mutation does, and the verb of its operation name.
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    public Mutation {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public boolean conditional() {
        return !(condition instanceof Predicate.All);
    }

    public Mutation withFields(Map<String, ? extends @Nullable Object> replaced) {
        return new Mutation(key, kind, new LinkedHashMap<>(replaced), condition);
    }

    /// No values: they must not reach a log by way of `toString`.
    @Override
    public String toString() {
        return kind + " " + key;
    }
}
