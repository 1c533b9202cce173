package dev.outrigger.sync;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a mutation was made from: the values that exactly its fields had when their first edit
/// found them. They are the backend's at `version`, with the client's own earlier mutations of the
/// item on top, so that the difference to the mutation is what its own edits did and nothing else.
///
/// @param version newest version that went into the values, or null when the backend had not
///     acknowledged the item
/// @param fields the fields of an update; of a delete every field but the key's
/// @param presence whether the item was live then: what is made from a tombstone brings it back
public record BaseSnapshot(
        @Nullable Version version, Map<String, @Nullable Object> fields, Presence presence) {
    public BaseSnapshot {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// Of a live item.
    public BaseSnapshot(@Nullable Version version, Map<String, @Nullable Object> fields) {
        this(version, fields, Presence.LIVE);
    }

    /// What goes out on top of the backend's item is made from that item.
    ///
    /// @param names of the fields that it carries
    public static BaseSnapshot of(RemoteItem theirs, Collection<String> names) {
        return new BaseSnapshot(theirs.version(), values(theirs.item(), names), theirs.presence());
    }

    /// What an edit finds that changes some fields of a live item.
    public static BaseSnapshot found(Knowledge knowledge, Item item, Collection<String> names) {
        return new BaseSnapshot(seenVersion(knowledge), values(item, names));
    }

    private static Map<String, @Nullable Object> values(Item item, Collection<String> names) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, item.value(name)));
        return values;
    }

    /// Clients go on seeing the state below their first pending mutation, whatever the backend has
    /// sent since.
    private static @Nullable Version seenVersion(Knowledge knowledge) {
        List<PendingMutation> outbox = knowledge.outbox();
        if (!outbox.isEmpty()) {
            BaseSnapshot below = outbox.getLast().base();
            return below == null ? null : below.version();
        }
        StoredItem stored = knowledge.stored();
        return stored == null ? null : stored.version();
    }

    /// The base of a mutation into which a later one is merged: each field as its first edit found
    /// it. Where the backend had no item, a later edit does not change that.
    public static @Nullable BaseSnapshot merged(
            @Nullable BaseSnapshot earlier, @Nullable BaseSnapshot later) {
        if (earlier == null || later == null) {
            return earlier;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(earlier.fields);
        later.fields.forEach(
                (name, value) -> {
                    if (!values.containsKey(name)) {
                        values.put(name, value);
                    }
                });
        return new BaseSnapshot(earlier.version, values, earlier.presence);
    }

    /// Only what it has of these fields.
    public BaseSnapshot only(Set<String> names) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(fields);
        values.keySet().retainAll(names);
        return new BaseSnapshot(version, values, presence);
    }

    /// The same values at a newer version, which differs by nothing but the client's own writes.
    public BaseSnapshot at(Version newer) {
        return new BaseSnapshot(newer, fields, presence);
    }

    /// The same with other values.
    public BaseSnapshot withFields(Map<String, @Nullable Object> others) {
        return new BaseSnapshot(version, others, presence);
    }

    /// No values: they must not reach a log by way of `toString`.
    @Override
    public String toString() {
        return "BaseSnapshot[" + version + ", " + fields.keySet() + "]";
    }
}
