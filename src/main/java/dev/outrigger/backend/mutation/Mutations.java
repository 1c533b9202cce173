package dev.outrigger.backend.mutation;

import dev.outrigger.backend.table.BackendTables;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Performs what clients submit.
public record Mutations(BackendTables tables, ConflictHandlers handlers) {
    /// Performs the mutations of one document in their order. The stage has a settlement for each,
    /// in that order; it completes on a thread with other work to do, so what follows must be
    /// short.
    public CompletionStage<List<Settlement>> perform(List<Submission> submissions) {
        return new MutationSequence(this, submissions).perform();
    }
}
