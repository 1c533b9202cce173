package dev.outrigger.sync.edit;

import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

/// The answer to a client's edit, given once it is durable.
public sealed interface EditOutcome {
    /// @param seq of the item's newest change
    record Created(StoredItem stored, long seq) implements EditOutcome {}

    /// @param seq of the item's newest change; unchanged when the edit changed nothing
    record Updated(StoredItem stored, long seq) implements EditOutcome {}

    /// @param stored the item before it was deleted, or null when there was none
    record Deleted(@Nullable StoredItem stored) implements EditOutcome {}

    record Refused(Refusal refusal) implements EditOutcome {}
}
