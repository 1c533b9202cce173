package dev.outrigger.sync.resolution;

import dev.outrigger.contract.Mutation;

/// How a conflict goes on.
public sealed interface Resolution {
    /// The backend's state stands: the mutation ends. When that state is a deletion, so do the
    /// item's later mutations that build on it.
    record TakeTheirs() implements Resolution {}

    /// This goes out in the mutation's place, on top of the backend's item.
    record SendAgain(Mutation mutation) implements Resolution {}

    /// It waits for somebody's decision, with both versions at hand.
    record Await() implements Resolution {}
}
