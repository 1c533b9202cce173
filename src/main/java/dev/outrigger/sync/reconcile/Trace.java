package dev.outrigger.sync.reconcile;

import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What is enough to tell an older copy of an item from a newer one, without the item.
///
/// @param version null when the backend never had the item
/// @param lastChangedAt by the backend's clock; null when that is not known
public record Trace(@Nullable Version version, @Nullable Instant lastChangedAt) {
    public static Trace of(StoredItem item) {
        return new Trace(item.version(), item.lastChangedAt());
    }

    public static Trace of(RemoteItem item) {
        return new Trace(item.version(), item.lastChangedAt());
    }

    /// True when this is what became of the other one later, and not an earlier item of its key.
    public boolean follows(Trace other) {
        return version != null
                && other.version != null
                && version.isNewerThan(other.version)
                && !Rebirth.of(this, other);
    }
}
