package dev.outrigger.sync.edit;

import dev.outrigger.sync.StoredItem;

/// The answer to a client's edit, given once it is durable.
public sealed interface EditOutcome {
    /// @param seq of the item's newest change
    record Created(StoredItem stored, long seq) implements EditOutcome {}

    /// @param seq of the item's newest change; unchanged when the edit changed nothing
    record Updated(StoredItem stored, long seq) implements EditOutcome {}

    /// @param stored the item before it was deleted
    /// @param seq of its newest change until then
    record Deleted(StoredItem stored, long seq) implements EditOutcome {}

    /// There was no item to delete.
    record NothingDeleted() implements EditOutcome {}

    record Refused(Refusal refusal) implements EditOutcome {}
}
