package dev.outrigger.sync.push;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A mutation whose attempt is counted, with what it is sent on top of.
///
/// @param before what was known of it when it was claimed: an earlier attempt may be open
/// @param base the newest version of the item that the replica knows, or null when it knows none
/// @param baseItem the backend's item at that version, or null when the backend does not have it
public record Claimed(
        PendingMutation mutation,
        Standing before,
        @Nullable Version base,
        @Nullable Item baseItem) {
    /// The next attempt of `waiting`, on what the replica holds of its item.
    ///
    /// @param now local clock
    public static Claimed of(PendingMutation waiting, @Nullable StoredItem stored, Instant now) {
        return new Claimed(
                waiting.attempted(now),
                waiting.standing(),
                stored == null ? null : stored.version(),
                stored == null ? null : stored.base());
    }

    Claimed onTopOf(@Nullable Version version) {
        return new Claimed(mutation, before, version, baseItem);
    }
}
