package dev.outrigger.conflict;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;

/// A mutation as it reached the backend.
///
/// @param version the version that the client built on; 0 when it gave none. Any number may come
public record MutationRequest(Mutation mutation, long version) {
    public ItemKey key() {
        return mutation.key();
    }
}
