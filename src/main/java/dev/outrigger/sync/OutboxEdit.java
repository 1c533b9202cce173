package dev.outrigger.sync;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// One edit of the outbox, as part of an [Effect].
public sealed interface OutboxEdit {
    /// A new mutation at the tail. The store gives it the `seq` of the effect's change as its id.
    ///
    /// @param base what it was made from; null when the backend has no item
    record Append(Mutation mutation, Set<ItemKey> related, @Nullable BaseSnapshot base)
            implements OutboxEdit {}

    /// The mutation with this one's id becomes this one and keeps its place.
    record Replace(PendingMutation mutation) implements OutboxEdit {}

    /// The mutation is ended: acknowledged, or coalesced away.
    record Remove(long id) implements OutboxEdit {}
}
