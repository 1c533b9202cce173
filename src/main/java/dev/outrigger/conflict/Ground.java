package dev.outrigger.conflict;

import dev.outrigger.conflict.VersionedItem.Presence;

/// The state of an item that a client made its mutation from, as the client says.
///
/// @param version 0 when it gave none. Any number may come
/// @param presence what is made from a tombstone is to bring the item back
public record Ground(long version, Presence presence) {
    /// Of a live item.
    public static Ground live(long version) {
        return new Ground(version, Presence.LIVE);
    }

    /// Of an item that the client knows to be deleted.
    public static Ground tombstone(long version) {
        return new Ground(version, Presence.TOMBSTONE);
    }

    /// True when the backend still holds exactly this.
    boolean isOf(VersionedItem stored) {
        return version == stored.version().number() && presence == stored.presence();
    }
}
