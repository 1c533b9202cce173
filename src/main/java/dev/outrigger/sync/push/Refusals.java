package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.LetterEdit;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.reconcile.Reconciliation;
import dev.outrigger.sync.reconcile.Rollback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Decides what becomes of an item and its mutations when the backend refuses one for good.
///
/// @param policies of the models
/// @param room for how many more dead letters there is
/// @param now local clock
public record Refusals(RefusalPolicies policies, long room, Instant now) {
    Effect decide(
            Knowledge knowledge, StoredItem stored, PendingMutation sent, Rejection rejection) {
        RefusalPolicy policy = policy(sent, rejection);
        Effect effect =
                switch (policy) {
                    case HOLD -> hold(stored, sent, rejection);
                    case ROLLBACK -> rollBack(knowledge, stored, sent, rejection);
                    case KEEP -> keep(knowledge, stored, sent, rejection);
                };
        // What the dead letters have no room for is not dropped: it waits, and the item with it.
        return effect.letters().size() > room ? held(sent, rejection.text()) : effect;
    }

    /// What was not brought back is not there, so that nothing can be kept.
    private RefusalPolicy policy(PendingMutation sent, Rejection rejection) {
        RefusalPolicy policy = policies.of(sent.key().model(), rejection);
        return policy == RefusalPolicy.KEEP && sent.undeletes() ? RefusalPolicy.ROLLBACK : policy;
    }

    /// It stays in the outbox without being sent, and nothing of its item passes it.
    static Effect held(PendingMutation sent, String reason) {
        return new Effect(
                new RowEdit.Keep(),
                List.of(new OutboxEdit.Replace(sent.failed(Standing.HELD, reason))),
                null);
    }

    private Effect hold(StoredItem stored, PendingMutation sent, Rejection rejection) {
        Effect held = held(sent, rejection.text());
        return new Effect(
                held.row(),
                held.outbox(),
                held.change(),
                List.of(letter(stored, sent, rejection, RefusalPolicy.HOLD)));
    }

    private Effect rollBack(
            Knowledge knowledge, StoredItem stored, PendingMutation sent, Rejection rejection) {
        Rollback rollback = Rollback.of(knowledge, stored, sent);
        List<LetterEdit> letters = new ArrayList<>();
        letters.add(letter(stored, sent, rejection, RefusalPolicy.ROLLBACK));
        letters.addAll(fallen(stored, rollback.fallen(), sent, RefusalPolicy.ROLLBACK));
        return new Effect(
                rollback.row(),
                without(sent, rollback.remaining(), rollback.fallen()),
                rollback.change(),
                letters);
    }

    private Effect keep(
            Knowledge knowledge, StoredItem stored, PendingMutation sent, Rejection rejection) {
        List<PendingMutation> later = Rollback.later(knowledge, sent);
        // Whatever was to change an item that the backend does not have has nothing to change.
        boolean foundation = sent.mutation().kind() == Mutation.Kind.CREATE;
        List<PendingMutation> fallen = foundation ? later : List.of();
        List<PendingMutation> remaining = foundation ? List.of() : Rollback.remaining(later, sent);
        List<LetterEdit> letters = new ArrayList<>();
        letters.add(letter(stored, sent, rejection, RefusalPolicy.KEEP));
        letters.addAll(fallen(stored, fallen, sent, RefusalPolicy.KEEP));
        List<OutboxEdit> outbox = without(sent, remaining, fallen);
        if (!remaining.isEmpty()) {
            return new Effect(new RowEdit.Keep(), outbox, null, letters);
        }
        StoredItem kept = deletedAtBackend(stored) ? stored.settled() : asWritten(stored);
        return new Effect(
                new RowEdit.Put(kept), outbox, Reconciliation.seen(knowledge, kept), letters);
    }

    /// Nothing newer would ever come to take the place of what is kept of such an item.
    private static boolean deletedAtBackend(StoredItem stored) {
        return stored.base() == null && stored.version() != null;
    }

    private static StoredItem asWritten(StoredItem stored) {
        return new StoredItem(
                stored.item(),
                stored.base(),
                stored.version(),
                stored.lastChangedAt(),
                stored.presence(),
                false);
    }

    private LetterEdit letter(
            StoredItem stored, PendingMutation refused, Rejection rejection, RefusalPolicy policy) {
        return new LetterEdit.Add(
                new DeadLetter(
                        refused.failed(Standing.HELD, rejection.text()),
                        rejection,
                        policy,
                        stored.item(),
                        stored.base(),
                        stored.version(),
                        now));
    }

    private List<LetterEdit> fallen(
            StoredItem stored,
            List<PendingMutation> fallen,
            PendingMutation foundation,
            RefusalPolicy policy) {
        Rejection rejection =
                Rejection.of(
                        Rejection.Cause.FOUNDATION_REFUSED,
                        "FoundationRefused",
                        "it builds on mutation " + foundation.id() + ", which was refused");
        return fallen.stream().map(each -> letter(stored, each, rejection, policy)).toList();
    }

    private static List<OutboxEdit> without(
            PendingMutation sent, List<PendingMutation> remaining, List<PendingMutation> fallen) {
        List<OutboxEdit> edits = new ArrayList<>();
        edits.add(new OutboxEdit.Remove(sent.id()));
        remaining.forEach(each -> edits.add(new OutboxEdit.Replace(each)));
        fallen.forEach(each -> edits.add(new OutboxEdit.Remove(each.id())));
        return edits;
    }
}
