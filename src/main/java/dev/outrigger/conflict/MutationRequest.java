package dev.outrigger.conflict;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;

import org.jspecify.annotations.Nullable;

/// A mutation as it reached the backend.
///
/// @param ground what the client made it from
/// @param guard asked whether the client may do this to the stored item
/// @param ruling what was decided of the conflict that it met before; null when it met none
public record MutationRequest(
        Mutation mutation, Ground ground, MutationGuard guard, @Nullable Ruling ruling) {
    /// A mutation that is allowed whatever is stored, and met no conflict yet.
    public MutationRequest(Mutation mutation, Ground ground) {
        this(mutation, ground, MutationGuard.none(), null);
    }

    /// A mutation of a live item.
    public MutationRequest(Mutation mutation, long version) {
        this(mutation, Ground.live(version));
    }

    public MutationRequest guardedBy(MutationGuard asked) {
        return new MutationRequest(mutation, ground, asked, ruling);
    }

    public MutationRequest ruled(Ruling decided) {
        return new MutationRequest(mutation, ground, guard, decided);
    }

    public ItemKey key() {
        return mutation.key();
    }

    /// True when it is to bring a deleted item back.
    boolean undeletes() {
        return mutation.kind() == Mutation.Kind.UPDATE
                && ground.presence() == VersionedItem.Presence.TOMBSTONE;
    }
}
