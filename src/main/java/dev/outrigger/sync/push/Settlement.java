package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.reconcile.Reconciliation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Decides what the verdict on one sent mutation does to item and outbox.
public final class Settlement {
    private Settlement() {}

    /// @param mutationId of the mutation that was sent; when it is not in the outbox any more, the
    ///     verdict came twice and nothing happens
    /// @param refusals what becomes of a mutation that was refused for good
    public static Effect decide(
            Knowledge knowledge, long mutationId, Verdict verdict, Refusals refusals) {
        Optional<PendingMutation> sent =
                knowledge.outbox().stream().filter(each -> each.id() == mutationId).findFirst();
        StoredItem stored = knowledge.stored();
        if (sent.isEmpty() || stored == null) {
            return Effect.nothing();
        }
        return switch (verdict) {
            case Verdict.Acknowledged(RemoteItem answer) ->
                    acknowledge(knowledge, stored, sent.get(), answer);
            case Verdict.Rebased(RemoteItem theirs, String reason) ->
                    rebase(stored, sent.get(), theirs, reason);
            case Verdict.Overruled(RemoteItem tombstone) -> overrule(knowledge, stored, tombstone);
            case Verdict.Contested(String reason) ->
                    kept(sent.get().conflicted(Standing.CONTESTED, reason));
            case Verdict.Postponed(Standing standing, String reason) ->
                    kept(sent.get().failed(standing, reason));
            case Verdict.Refused(Rejection rejection) ->
                    refusals.decide(knowledge, stored, sent.get(), rejection);
            case Verdict.Held(String reason) -> Refusals.held(sent.get(), reason);
        };
    }

    private static Effect acknowledge(
            Knowledge knowledge, StoredItem stored, PendingMutation sent, RemoteItem answer) {
        List<OutboxEdit> removal = List.of(new OutboxEdit.Remove(sent.id()));
        StoredItem rebased = newest(stored, answer);
        if (knowledge.outbox().size() > 1) {
            // Later mutations of the item are still to come: clients go on seeing these.
            return new Effect(new RowEdit.Put(rebased), removal, null);
        }
        StoredItem truth = settled(rebased);
        return new Effect(new RowEdit.Put(truth), removal, Reconciliation.seen(knowledge, truth));
    }

    private static Effect rebase(
            StoredItem stored, PendingMutation sent, RemoteItem theirs, String reason) {
        PendingMutation again =
                sent.rewritten(onTopOfExisting(sent.mutation()))
                        .conflicted(Standing.WAITING, reason);
        return new Effect(
                new RowEdit.Put(newest(stored, theirs)),
                List.of(new OutboxEdit.Replace(again)),
                null);
    }

    private static Effect overrule(
            Knowledge knowledge, StoredItem stored, @Nullable RemoteItem tombstone) {
        StoredItem end =
                new StoredItem(
                        stored.item(),
                        null,
                        tombstone == null ? stored.version() : tombstone.version(),
                        tombstone == null ? stored.lastChangedAt() : tombstone.lastChangedAt(),
                        Presence.TOMBSTONE,
                        false);
        List<OutboxEdit> removals =
                knowledge.outbox().stream()
                        .<OutboxEdit>map(each -> new OutboxEdit.Remove(each.id()))
                        .toList();
        return new Effect(new RowEdit.Put(end), removals, Reconciliation.seen(knowledge, end));
    }

    private static Effect kept(PendingMutation kept) {
        return new Effect(new RowEdit.Keep(), List.of(new OutboxEdit.Replace(kept)), null);
    }

    /// A create of an item that the backend turned out to have goes on as an update of it.
    private static Mutation onTopOfExisting(Mutation mutation) {
        return switch (mutation.kind()) {
            case CREATE ->
                    new Mutation(
                            mutation.key(),
                            Mutation.Kind.UPDATE,
                            mutation.fields(),
                            mutation.condition());
            case UPDATE, DELETE -> mutation;
        };
    }

    /// The backend's newest known state as the base: an answer may be older than what the
    /// changefeed has brought meanwhile, and then already contains nothing that the newer lacks.
    private static StoredItem newest(StoredItem stored, RemoteItem answer) {
        Version known = stored.version();
        return known != null && known.isNewerThan(answer.version())
                ? stored
                : Reconciliation.rebased(stored, answer);
    }

    /// With no mutation left, clients see the backend's state.
    private static StoredItem settled(StoredItem rebased) {
        boolean live = rebased.base() != null;
        return new StoredItem(
                live ? rebased.base() : rebased.item(),
                null,
                rebased.version(),
                rebased.lastChangedAt(),
                live ? Presence.LIVE : Presence.TOMBSTONE,
                false);
    }
}
