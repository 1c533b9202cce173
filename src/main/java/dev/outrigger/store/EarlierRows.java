package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.evolution.EarlierItem;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads rows that were stored under an earlier schema, each as one JSON object of its columns.
final class EarlierRows {
    private final Model model;
    private final List<String> earlierKey;

    /// @param earlierKey the model's key fields in the earlier schema
    EarlierRows(Model model, List<String> earlierKey) {
        this.model = model;
        this.earlierKey = earlierKey;
    }

    record Earlier(EarlierItem item, Places places) {}

    Earlier read(String columns) {
        Map<String, @Nullable Object> json = Json.readObject(columns);
        boolean deleted = Boolean.TRUE.equals(json.get(ReplicaTables.DELETED.name()));
        EarlierItem item =
                new EarlierItem(
                        fields(json),
                        base(json),
                        json.get(ReplicaTables.VERSION.name()) instanceof Number version
                                ? new Version(version.longValue())
                                : null,
                        deleted ? Presence.TOMBSTONE : Presence.LIVE,
                        Boolean.TRUE.equals(json.get(ReplicaTables.PENDING.name())));
        return new Earlier(
                item,
                new Places(
                        placed(json, ReplicaTables.SEQ.name()),
                        placed(json, ReplicaTables.INSERTION.name())));
    }

    /// Those that this schema has, and those of the earlier key.
    private Map<String, @Nullable Object> fields(Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name : earlierKey) {
            fields.put(name, json.get(SqlName.column(name)));
        }
        for (Field field : model.fields()) {
            fields.put(field.name(), json.get(SqlName.column(field)));
        }
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, @Nullable Object> base(
            Map<String, @Nullable Object> json) {
        return json.get(ReplicaTables.BASE.name()) instanceof Map<?, ?> base
                ? (Map<String, @Nullable Object>) base
                : null;
    }

    private static long placed(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
