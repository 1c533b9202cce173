package dev.outrigger.replica;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/// How far a replica has got: what whoever reads is told of how fresh it is, and what lets them
/// wait until it is fresh enough.
public interface ReplicaProgress {
    /// As of the latest commit. It is in memory.
    Extent extent();

    /// Calls `listener` after every commit, also one that changes nothing for clients. It is called
    /// on the writer's thread: it must return at once and must not throw.
    ///
    /// @return ends the calls
    Runnable onCommit(Runnable listener);

    /// What the replica has seen of one item, deleted ones included.
    CompletionStage<Standing> standing(ItemKey key);

    /// @param seq of the newest change
    /// @param unsent mutations in the outbox, by model; models without any are left out
    record Extent(long seq, Map<String, Long> unsent) {
        public Extent {
            unsent = Map.copyOf(unsent);
        }

        public long unsent(String model) {
            return unsent.getOrDefault(model, 0L);
        }
    }

    /// @param version the newest that the replica has seen of the backend's, or null for none
    /// @param pending whether mutations of the item are in the outbox
    record Standing(@Nullable Version version, boolean pending) {
        public static final Standing UNKNOWN = new Standing(null, false);

        public boolean hasSeen(Version wanted) {
            return version != null && !wanted.isNewerThan(version);
        }
    }
}
