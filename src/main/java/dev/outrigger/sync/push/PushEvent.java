package dev.outrigger.sync.push;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.Conflict;

import java.util.List;
import java.util.Set;

/// What happened to the outbox and to mutations on their way.
public sealed interface PushEvent {
    /// Delivery may begin.
    record Started() implements PushEvent {}

    /// Delivery must end; what is on its way may still be answered.
    record Stopped() implements PushEvent {}

    /// The backend answered something: a back-off wait has lost its reason.
    record Reached() implements PushEvent {}

    /// The changefeed told of a mutation that the backend took from somebody.
    record OthersWereTaken() implements PushEvent {}

    /// From now on other credentials are shown to the backend.
    record CredentialsChanged() implements PushEvent {}

    /// Clients edited these items, so the outbox may have changed.
    record OutboxChanged(Set<ItemKey> keys) implements PushEvent {
        public OutboxChanged {
            keys = Set.copyOf(keys);
        }
    }

    /// Held mutations were set free.
    record Released() implements PushEvent {}

    /// @param more true when the store may have further ones
    record Loaded(List<PendingMutation> mutations, boolean more) implements PushEvent {
        public Loaded {
            mutations = List.copyOf(mutations);
        }
    }

    /// @param asked ids of the claim; those not in `claimed` are not in the outbox any more
    record ClaimTaken(List<Long> asked, List<Claimed> claimed) implements PushEvent {
        public ClaimTaken {
            asked = List.copyOf(asked);
            claimed = List.copyOf(claimed);
        }
    }

    record Answered(Claimed sent, PushOutcome outcome) implements PushEvent {}

    record Fetched(Claimed sent, FetchOutcome outcome) implements PushEvent {}

    /// The program that decides about conflicts was asked.
    record Advised(Claimed sent, Conflict conflict, Advice advice) implements PushEvent {}

    /// The verdict is durable.
    record Settled(long mutationId, Verdict verdict) implements PushEvent {}

    /// The store is well, and cannot hold what the verdict makes of the item.
    record Unstorable(Claimed sent, Verdict verdict, String reason) implements PushEvent {}

    /// The store did not answer; nothing is known to be durable.
    ///
    /// @param mutationIds of the claim or the verdict that it was asked for; empty for a load
    record StoreFailed(List<Long> mutationIds, String reason) implements PushEvent {
        public StoreFailed {
            mutationIds = List.copyOf(mutationIds);
        }
    }

    /// The wait that was armed last is over.
    record RetryDue() implements PushEvent {}

    /// The pause of a suspended mutation is over.
    record Resumed(long mutationId) implements PushEvent {}
}
