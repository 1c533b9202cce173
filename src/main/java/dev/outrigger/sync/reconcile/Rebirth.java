package dev.outrigger.sync.reconcile;

import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;

import java.time.Duration;
import java.time.Instant;

/// Tells a late copy of an item from another item under its key.
///
/// A backend forgets tombstones after a while, and then counts versions from 1 again when somebody
/// takes the key. A replica that still knows the former item, or its deletion, would take the new
/// one for an older copy for as long as its version is lower.
public final class Rebirth {
    /// The clocks of a backend's machines may differ by less, and no tombstone is forgotten sooner.
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private Rebirth() {}

    /// True when the incoming item was written after the known one, though its version is no
    /// newer.
    public static boolean of(StoredItem known, RemoteItem incoming) {
        return of(Trace.of(known), Trace.of(incoming));
    }

    public static boolean of(Trace known, Trace later) {
        Version version = known.version();
        Instant changedAt = known.lastChangedAt();
        return version != null
                && changedAt != null
                && later.version() != null
                && later.lastChangedAt() != null
                && !later.version().isNewerThan(version)
                && later.lastChangedAt().isAfter(changedAt.plus(CLOCKS_APART));
    }
}
