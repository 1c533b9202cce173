package dev.outrigger.sync;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mutation in the outbox.
///
/// @param id its place in the outbox: mutations of one replica were accepted in the order of their
///     ids. It is the `seq` of the change that the mutation's edit made.
/// @param related keys of the parents that the item referred to when the mutation was accepted; no
///     mutation overtakes an earlier one that it is related to
/// @param savedAt local clock, when the first edit in it was accepted
/// @param attempts how often it was handed to the sender; above zero it may have reached the
///     backend, so nothing is merged into it any more
/// @param lastError why the latest attempt did not end it, or null before the first failure
public record PendingMutation(
        long id,
        Mutation mutation,
        Set<ItemKey> related,
        Instant savedAt,
        int attempts,
        Standing standing,
        @Nullable String lastError) {
    /// Whether the engine goes on trying.
    public enum Standing {
        /// It is sent as soon as its turn comes.
        WAITING,
        /// The backend refused it as written. It stays, with its reason, until somebody decides or
        /// asks for another attempt, and holds back later mutations of the same item only.
        HELD
    }

    public PendingMutation {
        related = Set.copyOf(related);
    }

    public ItemKey key() {
        return mutation.key();
    }

    /// True when the backend certainly does not have this mutation: it was never sent, or refused.
    public boolean unsent() {
        return attempts == 0 || standing == Standing.HELD;
    }

    /// True when a later edit of the same item may be merged into this mutation.
    public boolean open() {
        return unsent() && !mutation.conditional();
    }

    /// This place in the outbox with another content, as if it had never been sent.
    public PendingMutation renewed(Mutation replaced) {
        return new PendingMutation(
                id, replaced, related, savedAt, 0, Standing.WAITING, lastError);
    }

    /// The same attempt with another content.
    public PendingMutation rewritten(Mutation replaced) {
        return new PendingMutation(
                id, replaced, related, savedAt, attempts, standing, lastError);
    }

    public PendingMutation attempted() {
        return new PendingMutation(
                id, mutation, related, savedAt, attempts + 1, standing, lastError);
    }

    public PendingMutation failed(Standing next, String reason) {
        return new PendingMutation(id, mutation, related, savedAt, attempts, next, reason);
    }
}
