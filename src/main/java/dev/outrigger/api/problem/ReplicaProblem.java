package dev.outrigger.api.problem;

/// Why something was not done to the replica as a whole.
public sealed interface ReplicaProblem extends RequestProblem {
    /// Clearing the replica would discard what the backend does not have.
    record OutboxNotEmpty(long mutations) implements ReplicaProblem {}
}
