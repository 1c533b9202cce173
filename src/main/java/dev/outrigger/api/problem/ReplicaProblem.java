package dev.outrigger.api.problem;

/// Why something was not done to the replica as a whole.
public sealed interface ReplicaProblem extends RequestProblem {
    /// Clearing the replica would discard what the backend does not have.
    record OutboxNotEmpty(long mutations) implements ReplicaProblem {}

    /// Somebody else signed in or out while the request was under way.
    record SessionChanged() implements ReplicaProblem {}

    /// There is no room for another user's replica.
    record TooManyUsers(int limit) implements ReplicaProblem {}

    /// A user's replica cannot be opened.
    record UserUnusable(String reason) implements ReplicaProblem {}
}
