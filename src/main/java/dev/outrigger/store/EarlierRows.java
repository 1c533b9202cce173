package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.evolution.ItemTranslation;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads rows that were stored under an earlier schema, each as one JSON object of its columns, and
/// makes rows of this schema of them.
final class EarlierRows {
    private final Model model;
    private final ItemTranslation translation;
    private final List<String> earlierKey;

    /// @param earlierKey the model's key fields in the earlier schema
    EarlierRows(Model model, ItemTranslation translation, List<String> earlierKey) {
        this.model = model;
        this.translation = translation;
        this.earlierKey = earlierKey;
    }

    /// @param key text of the earlier key
    /// @param acknowledged whether the backend ever had the item
    /// @param row null when it has no place in this schema
    record Earlier(String key, boolean acknowledged, boolean pending, @Nullable Row row) {}

    Earlier read(String columns) {
        Map<String, @Nullable Object> json = Json.readObject(columns);
        boolean pending = Boolean.TRUE.equals(json.get(ReplicaTables.PENDING.name()));
        Row row = item(json).map(item -> row(json, item, pending)).orElse(null);
        boolean acknowledged = json.get(ReplicaTables.VERSION.name()) != null;
        return new Earlier(key(json), acknowledged, pending, row);
    }

    private String key(Map<String, @Nullable Object> json) {
        List<Object> values =
                earlierKey.stream().map(name -> json.get(SqlName.column(name))).toList();
        return new ItemKey(model.name(), values).text();
    }

    private Optional<Item> item(Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        model.fields().forEach(field -> fields.put(field.name(), json.get(SqlName.column(field))));
        return translation.item(model, fields);
    }

    /// When it was changed is forgotten, so that what the backend has at this version replaces what
    /// could be kept of it.
    private Row row(Map<String, @Nullable Object> json, Item item, boolean pending) {
        boolean deleted = Boolean.TRUE.equals(json.get(ReplicaTables.DELETED.name()));
        StoredItem stored =
                new StoredItem(
                        item,
                        base(json),
                        json.get(ReplicaTables.VERSION.name()) instanceof Number version
                                ? new Version(version.longValue())
                                : null,
                        null,
                        deleted ? Presence.TOMBSTONE : Presence.LIVE,
                        pending);
        return new Row(
                stored,
                new Places(
                        placed(json, ReplicaTables.SEQ.name()),
                        placed(json, ReplicaTables.INSERTION.name())));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Item base(Map<String, @Nullable Object> json) {
        return json.get(ReplicaTables.BASE.name()) instanceof Map<?, ?> base
                ? translation.item(model, (Map<String, @Nullable Object>) base).orElse(null)
                : null;
    }

    private static long placed(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
