package dev.outrigger.sync.evolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A mutation as it was stored under an earlier schema; see [dev.outrigger.sync.PendingMutation].
///
/// @param content what it writes
/// @param base the values that it was made from, as JSON in decoded form; null when it has none
/// @param madeFrom whether the item was live then
public record EarlierMutation(
        long id,
        EarlierKey item,
        Content content,
        @Nullable Map<String, @Nullable Object> base,
        Presence madeFrom,
        List<EarlierKey> related,
        Standing standing) {
    public EarlierMutation {
        related = List.copyOf(related);
    }

    /// True when later mutations of the item stand on this one: without it the backend has none.
    boolean founds() {
        return switch (content.kind()) {
            case CREATE -> true;
            case UPDATE -> madeFrom == Presence.TOMBSTONE;
            case DELETE -> false;
        };
    }

    /// What a mutation writes.
    ///
    /// @param fields by name, as JSON in decoded form
    /// @param condition in the form of a filter, or null when it has none
    public record Content(
            Mutation.Kind kind,
            Map<String, @Nullable Object> fields,
            @Nullable Map<String, @Nullable Object> condition) {
        public Content {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// No values: they must not reach a log by way of `toString`.
        @Override
        public String toString() {
            return kind + " of " + fields.keySet();
        }
    }

    /// No values, as above.
    @Override
    public String toString() {
        return "EarlierMutation[" + id + ", " + item.model() + ", " + content + "]";
    }
}
