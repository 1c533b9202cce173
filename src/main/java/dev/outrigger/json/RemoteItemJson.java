package dev.outrigger.json;

import dev.outrigger.contract.Metadata;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// A backend's item, for those who have to decide about a conflict with it.
public final class RemoteItemJson {
    private RemoteItemJson() {}

    /// @param item null when the backend has no trace of it any more
    public static @Nullable Map<String, @Nullable Object> of(@Nullable RemoteItem item) {
        if (item == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>(item.item().fields());
        json.put(Metadata.VERSION, item.version().number());
        json.put(Metadata.LAST_CHANGED_AT, item.lastChangedAt().toEpochMilli());
        json.put(Metadata.DELETED, !item.live());
        return json;
    }
}
