package dev.outrigger.sync;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;

import java.util.Set;

/// One edit of the outbox, as part of an [Effect].
public sealed interface OutboxEdit {
    /// A new mutation at the tail. The store gives it the `seq` of the effect's change as its id.
    record Append(Mutation mutation, Set<ItemKey> related) implements OutboxEdit {}

    /// The mutation with this one's id becomes this one and keeps its place.
    record Replace(PendingMutation mutation) implements OutboxEdit {}

    /// The mutation is ended: acknowledged, or coalesced away.
    record Remove(long id) implements OutboxEdit {}
}
