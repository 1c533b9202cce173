package dev.outrigger.replica;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.reconcile.Applied;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Which items of the backend a replica holds, to find out which of them the backend has no more.
///
/// Counted are items that the backend must have had: live, acknowledged, and without mutations that
/// are on their way. The stages fail with [ReplicaUnreachable] like those of [ReplicaStore].
public interface KeyInventory {
    /// The digest of the keys, computed anew by each call.
    ///
    /// @param buckets a power of two
    CompletionStage<KeyDigest> digest(String model, int buckets);

    /// The keys in some buckets of it, of items that changed before.
    CompletionStage<List<ItemKey>> keysIn(String model, KeyBuckets buckets, Instant changedBefore);

    /// Keys of items that changed before, and that no page of the repeated base sync under way has
    /// brought; at most `limit` of them.
    CompletionStage<List<ItemKey>> unseen(String model, Instant changedBefore, int limit);

    /// Forgets those of the items that [dev.outrigger.sync.reconcile.Absence] lets go.
    CompletionStage<Applied> remove(List<ItemKey> keys, Instant changedBefore);
}
