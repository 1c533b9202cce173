package dev.outrigger.sync.push;

import dev.outrigger.sync.resolution.Conflict;

import java.time.Duration;
import java.util.List;

/// What the shell does for delivery. Each is answered by exactly the event that it names, or by
/// StoreFailed from the store. Only the events of [ArmRetry] and [ArmResume] may never come.
public sealed interface PushCommand {
    /// Read the outbox on from `afterId`; answered by Loaded.
    record Load(long afterId, int limit) implements PushCommand {}

    /// Count an attempt of each, durably, before anything is sent; answered by ClaimTaken. They are
    /// to share a document.
    record Claim(List<Long> mutationIds) implements PushCommand {
        public Claim {
            mutationIds = List.copyOf(mutationIds);
        }
    }

    /// Send these in one document; answered by one Answered for each. None of them waits for
    /// another one: a backend goes on with the next one when one has failed.
    record Send(List<Claimed> document) implements PushCommand {
        public Send {
            document = List.copyOf(document);
        }
    }

    /// Find out, in one document, what became of earlier attempts; answered by one Fetched for
    /// each.
    record Fetch(List<Claimed> document) implements PushCommand {
        public Fetch {
            document = List.copyOf(document);
        }
    }

    /// Ask the program that decides about conflicts of this model; answered by Advised.
    record Consult(Claimed claimed, Conflict conflict) implements PushCommand {}

    /// Make the verdict durable; answered by Settled.
    record Settle(Claimed claimed, Verdict verdict) implements PushCommand {}

    /// Answered by RetryDue after `delay`, unless another wait was armed before.
    record ArmRetry(Duration delay) implements PushCommand {}

    /// Answered by Resumed after `delay`, whatever else is armed.
    record ArmResume(long mutationId, Duration delay) implements PushCommand {}
}
