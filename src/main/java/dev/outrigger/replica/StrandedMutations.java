package dev.outrigger.replica;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The mutations of a replica that its schema cannot say any more, kept for somebody to read. See
/// [ReplicaStore] for threads and failures.
public interface StrandedMutations {
    /// Those with an id above `afterId`, oldest first.
    ///
    /// @param model only of this one, or null for all
    CompletionStage<List<StrandedMutation>> list(@Nullable String model, long afterId, int limit);

    CompletionStage<Optional<StrandedMutation>> get(long id);

    CompletionStage<Long> count();

    /// Forgets one, durably.
    ///
    /// @return whether there was one
    CompletionStage<Boolean> discard(long id);
}
