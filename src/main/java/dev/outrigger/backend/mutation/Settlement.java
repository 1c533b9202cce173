package dev.outrigger.backend.mutation;

import dev.outrigger.backend.table.TableFailure;
import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.VersionedItem;

/// How a mutation ended.
public sealed interface Settlement {
    record Decided(MutationOutcome.Final outcome) implements Settlement {}

    /// The conflict handler gave no answer that can be used; nothing is written.
    ///
    /// @param reason for the client and the log, without values
    record HandlerFailed(VersionedItem current, String reason) implements Settlement {}

    /// The item changed each time while the conflict handler was asked; nothing is written.
    record TooManyConflicts(VersionedItem current) implements Settlement {}

    record NotWritten(TableFailure failure) implements Settlement {}
}
