package dev.outrigger.api.wire;

import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Items as clients read them: every field in the order of the schema, then the metadata.
public final class ItemJson {
    private ItemJson() {}

    public static Map<String, @Nullable Object> of(StoredItem stored) {
        Map<String, @Nullable Object> fields = stored.item().fields();
        Map<String, @Nullable Object> json = LinkedHashMap.newLinkedHashMap(fields.size() + 3);
        json.putAll(fields);
        json.put("_version", stored.version() == null ? null : stored.version().number());
        json.put(
                "_lastChangedAt",
                stored.lastChangedAt() == null ? null : stored.lastChangedAt().toEpochMilli());
        json.put("_pending", stored.pending());
        return json;
    }

    /// True for the names of metadata, which are ignored on input.
    public static boolean isMetadata(String name) {
        return name.startsWith("_");
    }
}
