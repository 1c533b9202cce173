package dev.outrigger.conflict;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;

import org.jspecify.annotations.Nullable;

/// A mutation as it reached the backend.
///
/// @param version the version that the client built on; 0 when it gave none. Any number may come
/// @param guard asked whether the client may do this to the stored item
/// @param ruling what was decided of the conflict that it met before; null when it met none
public record MutationRequest(
        Mutation mutation, long version, MutationGuard guard, @Nullable Ruling ruling) {
    /// A mutation that is allowed whatever is stored, and met no conflict yet.
    public MutationRequest(Mutation mutation, long version) {
        this(mutation, version, MutationGuard.none(), null);
    }

    public MutationRequest guardedBy(MutationGuard asked) {
        return new MutationRequest(mutation, version, asked, ruling);
    }

    public MutationRequest ruled(Ruling decided) {
        return new MutationRequest(mutation, version, guard, decided);
    }

    public ItemKey key() {
        return mutation.key();
    }
}
