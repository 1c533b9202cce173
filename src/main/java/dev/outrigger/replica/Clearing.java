package dev.outrigger.replica;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Empties a replica: items, outbox, checkpoints and the change log go, as if it were new.
public interface Clearing {
    /// Empties the replica in one transaction, in its turn among the writes: an edit that was asked
    /// for before is cleared too, one that was asked for later is the first of the emptied replica.
    /// The stage fails with [ReplicaUnreachable] like those of [ReplicaStore].
    CompletionStage<Outcome> clear(Unsent unsent);

    /// What becomes of mutations that the backend does not have.
    enum Unsent {
        /// They keep the replica from being cleared.
        PROTECTED,
        /// Somebody decided that they go.
        DISCARDED
    }

    /// What a clear did.
    sealed interface Outcome {
        /// @param seq the clear's own place in the change log, which goes on after it; whoever has
        ///     seen less of the log has to start from a query
        /// @param items that clients could see, by model; every model is there
        /// @param mutations that were discarded, dead letters among them
        record Cleared(long seq, Map<String, Long> items, long mutations) implements Outcome {
            public Cleared {
                items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
            }
        }

        /// Nothing was touched.
        record OutboxNotEmpty(long mutations) implements Outcome {}
    }
}
