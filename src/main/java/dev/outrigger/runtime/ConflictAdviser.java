package dev.outrigger.runtime;

import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.Conflict;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Somebody outside who decides about the conflicts of some models.
@FunctionalInterface
public interface ConflictAdviser {
    /// The stage does not fail, ends within the adapter's own time limit, and may complete on any
    /// thread.
    CompletionStage<Advice> advise(Conflict conflict);

    /// Nobody is there to be asked.
    static ConflictAdviser none() {
        return _ ->
                CompletableFuture.completedStage(
                        new Advice.Unavailable("no webhook is configured for this model"));
    }
}
