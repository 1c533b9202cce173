package dev.outrigger.sync.push;

import java.time.Duration;
import java.util.List;

/// What the shell does for delivery. Each is answered by exactly one event: the one it names, or
/// StoreFailed from the store. Only the event of [ArmRetry] may never come.
public sealed interface PushCommand {
    /// Read the outbox on from `afterId`; answered by Loaded.
    record Load(long afterId, int limit) implements PushCommand {}

    /// Count an attempt of each, durably, before anything is sent; answered by ClaimTaken.
    record Claim(List<Long> mutationIds) implements PushCommand {
        public Claim {
            mutationIds = List.copyOf(mutationIds);
        }
    }

    /// Answered by Answered.
    record Send(Claimed claimed) implements PushCommand {}

    /// Find out what became of an earlier attempt; answered by Fetched.
    record Fetch(Claimed claimed) implements PushCommand {}

    /// Make the verdict durable; answered by Settled.
    record Settle(Claimed claimed, Verdict verdict) implements PushCommand {}

    /// Answered by RetryDue after `delay`, unless another wait was armed before.
    record ArmRetry(Duration delay) implements PushCommand {}
}
