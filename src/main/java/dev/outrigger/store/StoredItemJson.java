package dev.outrigger.store;

import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.StoredJson;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The form that items have in the change log: their fields, and beside them what clients see of
/// their metadata. The backend's state below pending mutations is not part of it.
final class StoredItemJson {
    private static final String VERSION = "_version";
    private static final String LAST_CHANGED_AT = "_lastChangedAt";
    private static final String PENDING = "_pending";

    private final StoredJson storedJson;

    StoredItemJson(StoredJson storedJson) {
        this.storedJson = storedJson;
    }

    static Map<String, @Nullable Object> write(StoredItem stored) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(stored.item().fields());
        Version version = stored.version();
        Instant lastChangedAt = stored.lastChangedAt();
        json.put(VERSION, version == null ? null : version.number());
        json.put(LAST_CHANGED_AT, lastChangedAt == null ? null : lastChangedAt.toEpochMilli());
        json.put(PENDING, stored.pending());
        return json;
    }

    StoredItem read(Model model, Map<String, @Nullable Object> json, Presence presence) {
        return new StoredItem(
                storedJson.item(model, json),
                null,
                json.get(VERSION) instanceof Number version
                        ? new Version(version.longValue())
                        : null,
                json.get(LAST_CHANGED_AT) instanceof Number milliseconds
                        ? Instant.ofEpochMilli(milliseconds.longValue())
                        : null,
                presence,
                Boolean.TRUE.equals(json.get(PENDING)));
    }

    /// The item as it comes back from the change log.
    static StoredItem withoutBase(StoredItem stored) {
        return stored.base() == null
                ? stored
                : new StoredItem(
                        stored.item(),
                        null,
                        stored.version(),
                        stored.lastChangedAt(),
                        stored.presence(),
                        stored.pending());
    }
}
