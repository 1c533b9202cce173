package dev.outrigger.conflict;

import dev.outrigger.contract.Metadata;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a backend holds of one item.
///
/// @param item the fields; those of the last live state when it is deleted
/// @param lastChangedAt the backend's clock at the latest write, whole milliseconds
public record VersionedItem(Item item, Version version, Instant lastChangedAt, Presence presence) {
    /// Whether the item is there for its readers.
    public enum Presence {
        LIVE,
        /// Deleted, and kept for a while so that every replica can learn of it.
        TOMBSTONE
    }

    public ItemKey key() {
        return item.key();
    }

    public boolean live() {
        return presence == Presence.LIVE;
    }

    /// The item with its metadata as further fields, which is what filters and conditions test.
    public Item withMetadata() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(item.fields());
        fields.put(Metadata.VERSION, Math.toIntExact(version.number()));
        // Null, not false: AppSync has no value there, and `attributeExists` can tell.
        fields.put(Metadata.DELETED, live() ? null : Boolean.TRUE);
        fields.put(Metadata.LAST_CHANGED_AT, lastChangedAt.toEpochMilli());
        return new Item(item.key(), fields);
    }

    /// The next version, with these fields.
    VersionedItem changed(Item replaced, Instant now) {
        return new VersionedItem(replaced, version.next(), now, Presence.LIVE);
    }

    /// The next version, deleted.
    VersionedItem buried(Instant now) {
        return new VersionedItem(item, version.next(), now, Presence.TOMBSTONE);
    }

    /// Under the version and time of another state of the item.
    VersionedItem as(VersionedItem other) {
        return new VersionedItem(item, other.version, other.lastChangedAt, presence);
    }
}
