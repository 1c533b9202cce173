package dev.outrigger.replica;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The items of the backend that a replica could not take in, kept for somebody to read until a
/// version of them comes that is fine. [ReplicaStore#apply] fills and empties it; see there for
/// threads and failures too.
///
/// An item is there once, as it came last; those without a key are one when their JSON is the same.
/// Beyond a limit the oldest go.
public interface Quarantine {
    /// Those with an id above `afterId`, oldest first.
    ///
    /// @param model only of this one, or null for all
    CompletionStage<List<QuarantinedItem>> list(@Nullable String model, long afterId, int limit);

    CompletionStage<Optional<QuarantinedItem>> get(long id);

    CompletionStage<Long> count();

    /// Forgets one, durably. It is there again when it comes again.
    CompletionStage<Void> discard(long id);
}
