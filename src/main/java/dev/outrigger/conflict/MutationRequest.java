package dev.outrigger.conflict;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;

/// A mutation as it reached the backend.
///
/// @param version the version that the client built on; 0 when it gave none. Any number may come
/// @param guard asked whether the client may do this to the stored item
public record MutationRequest(Mutation mutation, long version, MutationGuard guard) {
    /// A mutation that is allowed whatever is stored.
    public MutationRequest(Mutation mutation, long version) {
        this(mutation, version, MutationGuard.none());
    }

    public MutationRequest guardedBy(MutationGuard asked) {
        return new MutationRequest(mutation, version, asked);
    }

    public ItemKey key() {
        return mutation.key();
    }
}
