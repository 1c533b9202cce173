package dev.outrigger.sync;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A mutation that the backend refused for good, kept until somebody decides about it.
///
/// @param mutation as it was refused. While the policy is to hold, it also stands in the outbox,
///     where nothing of its item passes it; the two end together
/// @param policy what became of the item
/// @param item as clients saw it; for a delete, as it last was
/// @param theirs the backend's item as it was known then, or null when there was none
/// @param version of `theirs`, or of its tombstone; null when the backend never had the item
/// @param refusedAt local clock
public record DeadLetter(
        PendingMutation mutation,
        Rejection rejection,
        RefusalPolicy policy,
        Item item,
        @Nullable Item theirs,
        @Nullable Version version,
        Instant refusedAt) {
    /// That of the mutation.
    public long id() {
        return mutation.id();
    }

    public ItemKey key() {
        return mutation.key();
    }
}
