package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.reconcile.Rebirth;
import dev.outrigger.sync.reconcile.Reconciliation;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Resolution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Decides what the verdict on one sent mutation does to item and outbox.
public final class Settlement {
    private static final String WROTE_BEFORE =
            "somebody else wrote to the item just before it was deleted";

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
            case Verdict.Resolved(Conflict conflict, String _, Resolution resolution) ->
                    new ConflictSettlement(knowledge, stored, sent.get(), conflict)
                            .decide(resolution);
            case Verdict.Suspended(Duration _, String reason) ->
                    kept(sent.get().failed(Standing.CONTESTED, reason));
            case Verdict.SetAside(Standing standing, Duration _, String reason) ->
                    kept(sent.get().failed(standing, reason));
            case Verdict.Faulted(Verdict.Blame blame, Duration _, String reason) ->
                    kept(
                            switch (blame) {
                                case MUTATION -> sent.get().faulted(reason);
                                case BACKEND -> sent.get().failed(Standing.SENT, reason);
                            });
            case Verdict.Contested(String reason) ->
                    kept(sent.get().conflicted(Standing.CONTESTED, reason));
            case Verdict.Postponed(Standing standing, String reason) ->
                    postponed(knowledge, stored, sent.get().failed(standing, reason));
            case Verdict.Refused(Rejection rejection) ->
                    refusals.decide(knowledge, stored, sent.get(), rejection);
        };
    }

    private static Effect acknowledge(
            Knowledge knowledge, StoredItem stored, PendingMutation sent, RemoteItem answer) {
        List<OutboxEdit> removal = new ArrayList<>(List.of(new OutboxEdit.Remove(sent.id())));
        StoredItem rebased = newest(stored, answer);
        if (knowledge.outbox().size() > 1) {
            // Later mutations of the item are still to come: clients go on seeing these.
            removal.addAll(carriedOn(knowledge, sent, answer));
            return new Effect(new RowEdit.Put(rebased), removal, null);
        }
        StoredItem truth = settled(rebased, answer);
        return new Effect(new RowEdit.Put(truth), removal, Reconciliation.seen(knowledge, truth));
    }

    /// Nothing of the client's is left: the item is as the backend has it. A tombstone keeps what
    /// the backend can bring back.
    static StoredItem settled(StoredItem rebased, RemoteItem answer) {
        return answer.version().equals(rebased.version()) ? answer.stored() : rebased.settled();
    }

    /// Later mutations were made from this one. When the backend put nothing of anybody else
    /// between, they are made from the backend's newest version too; otherwise their bases stay as
    /// they are, so that the difference is found before they are sent. The version alone does not
    /// tell: an answer that was looked up may be another's write of the same value.
    private static List<OutboxEdit> carriedOn(
            Knowledge knowledge, PendingMutation sent, RemoteItem answer) {
        if (sent.mutation().kind() == Mutation.Kind.DELETE && !answer.live()) {
            return buried(knowledge, sent, answer);
        }
        Version answered = answer.version();
        Version from = sent.base() == null ? null : sent.base().version();
        if (!answered.equals(from == null ? new Version(1) : from.next())) {
            return List.of();
        }
        List<OutboxEdit> edits = new ArrayList<>();
        for (PendingMutation later : knowledge.outbox()) {
            BaseSnapshot base = later.base();
            boolean behind = later.id() != sent.id() && base != null;
            if (behind && Objects.equals(base.version(), from) && finds(later, base, answer)) {
                edits.add(new OutboxEdit.Replace(later.madeFrom(base.at(answered))));
            }
        }
        return edits;
    }

    /// What brings the item back is made from the tombstone that its own deletion has left. Where
    /// that has other values than the deletion was made from, it is looked at first, because
    /// somebody else wrote them.
    private static List<OutboxEdit> buried(
            Knowledge knowledge, PendingMutation deletion, RemoteItem tombstone) {
        List<OutboxEdit> edits = new ArrayList<>();
        for (PendingMutation later : knowledge.outbox()) {
            BaseSnapshot base = later.base();
            if (later.id() == deletion.id() || base == null) {
                continue;
            }
            PendingMutation onTop = later.madeFrom(base.at(tombstone.version()));
            boolean found = finds(later, base, tombstone);
            if (found || later.undeletes()) {
                edits.add(
                        new OutboxEdit.Replace(
                                found ? onTop : onTop.failed(Standing.CONTESTED, WROTE_BEFORE)));
            }
        }
        return edits;
    }

    /// True when an update finds in the answer what it found when it was made. A delete was made
    /// from all of an item, of which the backend has filled in some itself.
    private static boolean finds(PendingMutation later, BaseSnapshot base, RemoteItem answer) {
        return later.mutation().kind() == Mutation.Kind.DELETE
                || base.fields().entrySet().stream()
                        .allMatch(
                                field ->
                                        Objects.equals(
                                                answer.item().value(field.getKey()),
                                                field.getValue()));
    }

    private static Effect postponed(Knowledge knowledge, StoredItem stored, PendingMutation kept) {
        return kept.standing() == Standing.WAITING
                ? CancelledDeletion.of(knowledge, stored, kept).orElseGet(() -> kept(kept))
                : kept(kept);
    }

    private static Effect kept(PendingMutation kept) {
        return new Effect(new RowEdit.Keep(), List.of(new OutboxEdit.Replace(kept)), null);
    }

    /// The backend's newest known state as the base: an answer may be older than what the
    /// changefeed has brought meanwhile, and then already contains nothing that the newer lacks. Of
    /// the same version the replica's own is kept: what was noted before a release of the app
    /// lacks fields that the replica has, or is still going to pull.
    static StoredItem newest(StoredItem stored, RemoteItem answer) {
        Version known = stored.version();
        return known != null && !answer.version().isNewerThan(known) && !Rebirth.of(stored, answer)
                ? stored
                : Reconciliation.rebased(stored, answer);
    }
}
