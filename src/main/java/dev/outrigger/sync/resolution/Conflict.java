package dev.outrigger.sync.resolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

/// A mutation, and the item that it met at the backend instead of the one that it was made from.
///
/// @param theirs live or a tombstone; null when the backend has no trace of the item any more
/// @param reason as one sentence for people
public record Conflict(PendingMutation mutation, @Nullable RemoteItem theirs, String reason) {
    public ItemKey key() {
        return mutation.key();
    }

    public Mutation.Kind kind() {
        return mutation.mutation().kind();
    }

    /// Names the conflict: one mutation meets one version of its item once. So what is noted twice
    /// about it, because an answer was lost, is noted once.
    public String id() {
        return mutation.id() + "-" + (theirs == null ? 0 : theirs.version().number());
    }

    /// True when the key was taken again after its item was deleted: what was made from that item
    /// meets another one.
    boolean meetsAnotherItem() {
        return meetsLiveItem() && Divergence.isBefore(theirs.version(), mutation);
    }

    /// True when the backend has the item, and it is not deleted.
    boolean meetsLiveItem() {
        return theirs != null && theirs.live();
    }
}
