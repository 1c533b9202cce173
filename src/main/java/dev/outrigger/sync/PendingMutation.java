package dev.outrigger.sync;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/// A mutation in the outbox.
///
/// @param id its place in the outbox: mutations of one replica were accepted in the order of their
///     ids. It is the `seq` of the change that the mutation's edit made.
/// @param related keys of the parents that the item referred to when the mutation was accepted; no
///     mutation overtakes an earlier one that it is related to
/// @param savedAt local clock, when the first edit in it was accepted
/// @param base what it was made from; null when the backend had no item then, as for a create
/// @param history how its delivery went so far
public record PendingMutation(
        long id,
        Mutation mutation,
        Set<ItemKey> related,
        Instant savedAt,
        @Nullable BaseSnapshot base,
        DeliveryHistory history,
        Standing standing) {
    /// What is known of it at the backend, and so what comes next.
    public enum Standing {
        /// The backend does not have it. It is sent as soon as its turn comes.
        WAITING,
        /// It was handed to the sender, and no answer is known: the backend may have it. The
        /// backend is asked before it is sent again.
        SENT,
        /// The backend refused it because of the item that it has: the backend is asked what that
        /// is, before the mutation is sent again.
        CONTESTED,
        /// The backend refused it as written, or would. It stays, with its reason, until somebody
        /// decides or asks for another attempt, and holds back later mutations of the same item
        /// only; one that [PendingMutation#neverAsked] is true of, also what refers to its item.
        HELD,
        /// It met another item than the one that it was made from, and somebody has to decide. It
        /// holds back later mutations of the same item only, and none of these joins it.
        DISPUTED;

        /// True when the backend certainly does not have the mutation: it was never sent, or
        /// refused.
        public boolean unsent() {
            return this == WAITING || this == HELD;
        }
    }

    public PendingMutation {
        related = Set.copyOf(related);
    }

    public ItemKey key() {
        return mutation.key();
    }

    /// As [Standing#unsent].
    public boolean unsent() {
        return standing.unsent();
    }

    /// True of a create that waits for its client although the backend was never asked to take it:
    /// another schema requires more than it says.
    public boolean neverAsked() {
        return mutation.kind() == Mutation.Kind.CREATE
                && standing == Standing.HELD
                && history.attempts() == 0;
    }

    /// True when a later edit of the same item may be merged into this mutation.
    public boolean open() {
        return unsent() && !mutation.conditional();
    }

    /// True when it brings back an item that the backend has deleted.
    public boolean undeletes() {
        return mutation.kind() == Mutation.Kind.UPDATE
                && base != null
                && base.presence() == StoredItem.Presence.TOMBSTONE;
    }

    /// How often it was handed to the sender.
    public int attempts() {
        return history.attempts();
    }

    /// How often its item turned out to have changed, or to be in the way.
    public int conflicts() {
        return history.conflicts();
    }

    /// How often the backend failed at it, while it took others.
    public int faults() {
        return history.faults();
    }

    /// Why the latest attempt did not end it, or null before the first failure.
    public @Nullable String lastError() {
        return history.lastError();
    }

    /// This place in the outbox with another content, which was never sent.
    public PendingMutation renewed(Mutation replaced, @Nullable BaseSnapshot under) {
        return new PendingMutation(
                id, replaced, related, savedAt, under, history.renewed(), Standing.WAITING);
    }

    /// This place in the outbox with another content, which may refer to other parents.
    public PendingMutation renewed(OutboxEdit.Append whole) {
        return new PendingMutation(
                id,
                whole.mutation(),
                whole.related(),
                savedAt,
                whole.base(),
                history.renewed(),
                Standing.WAITING);
    }

    /// The same mutation, made from `under`.
    public PendingMutation madeFrom(BaseSnapshot under) {
        return new PendingMutation(id, mutation, related, savedAt, under, history, standing);
    }

    /// The same attempt with another content.
    public PendingMutation rewritten(Mutation replaced) {
        return new PendingMutation(id, replaced, related, savedAt, base, history, standing);
    }

    /// One attempt more. A contested mutation stays contested, because its attempt begins with a
    /// look: if the process ended before the answer, and the mutation counted as sent, the item
    /// that is in the way would be taken for the effect of this very mutation.
    ///
    /// @param now local clock
    public PendingMutation attempted(Instant now) {
        return with(
                history.attemptedAt(now),
                standing == Standing.CONTESTED ? Standing.CONTESTED : Standing.SENT);
    }

    /// One conflict more.
    public PendingMutation conflicted(Standing next, String reason) {
        return with(history.conflicted(reason), next);
    }

    /// The same place in the outbox after a conflict: what goes out again, on top of `theirs`.
    ///
    /// @param theirs null when the backend has no item
    public PendingMutation onTopOf(@Nullable RemoteItem theirs, Mutation again, String reason) {
        BaseSnapshot under = theirs == null ? base : BaseSnapshot.of(theirs, names(again, theirs));
        return new PendingMutation(
                id, again, related, savedAt, under, history.conflicted(reason), Standing.WAITING);
    }

    /// A delete takes away every field.
    private static Collection<String> names(Mutation again, RemoteItem theirs) {
        return again.kind() == Mutation.Kind.DELETE
                ? theirs.item().fields().keySet()
                : again.fields().keySet();
    }

    /// The backend failed at it once more, though not at others.
    public PendingMutation faulted(String reason) {
        return with(history.faulted(reason), Standing.SENT);
    }

    public PendingMutation failed(Standing next, String reason) {
        return with(history.failed(reason), next);
    }

    /// As it is, to be sent once more.
    public PendingMutation released() {
        return with(history, Standing.WAITING);
    }

    private PendingMutation with(DeliveryHistory later, Standing next) {
        return new PendingMutation(id, mutation, related, savedAt, base, later, next);
    }
}
