package dev.outrigger.sync;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;

import java.time.Instant;

/// One item as the backend sent it: in a page, on the changefeed, or as the answer to a mutation.
///
/// @param item the backend's fields; those of the last live state when it is deleted
/// @param lastChangedAt backend clock
public record RemoteItem(
        Item item, Version version, Instant lastChangedAt, StoredItem.Presence presence) {
    public ItemKey key() {
        return item.key();
    }

    public boolean live() {
        return presence == StoredItem.Presence.LIVE;
    }

    /// What a replica without mutations of the item holds after it took this in.
    public StoredItem stored() {
        return new StoredItem(item, null, version, lastChangedAt, presence, false);
    }
}
