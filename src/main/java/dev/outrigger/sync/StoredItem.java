package dev.outrigger.sync;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What a replica holds of one item: the item as clients see it, and the backend's metadata beside
/// it, which no client can write.
///
/// @param base the backend's latest state of the item while mutations of it are pending, or while
///     it is kept as a client wrote it although the backend refused that; else null.
///     While some are pending, null means that the backend does not have the item: it was never
///     there (`version` is null), or it was deleted (`version` is the tombstone's)
/// @param version newest version that this replica has seen, of `base` where there is one and of
///     `item` otherwise; null until the backend has acknowledged the create
/// @param lastChangedAt backend clock, with `version`. Null beside a version says that the item is
///     not what the backend has at that version, because the schema has changed since
/// @param presence whether clients see the item
/// @param pending true while at least one mutation of the item is in the outbox
public record StoredItem(
        Item item,
        @Nullable Item base,
        @Nullable Version version,
        @Nullable Instant lastChangedAt,
        Presence presence,
        boolean pending) {
    /// A deleted item stays as a tombstone, so that an older copy cannot bring it back.
    public enum Presence {
        LIVE,
        TOMBSTONE
    }

    public ItemKey key() {
        return item.key();
    }

    /// The item without its pending mutations: as the backend has it, or a tombstone.
    public StoredItem settled() {
        boolean there = base != null;
        return new StoredItem(
                there ? base : item,
                null,
                version,
                lastChangedAt,
                there ? Presence.LIVE : Presence.TOMBSTONE,
                false);
    }

    public boolean live() {
        return presence == Presence.LIVE;
    }
}
