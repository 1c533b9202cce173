package dev.outrigger.sync.edit;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.LetterEdit;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.reconcile.Reconciliation;
import dev.outrigger.sync.reconcile.Rollback;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides what a client's word about a dead letter does to the letter's item.
///
/// A held letter still stands in the outbox, in its place: it goes on from there, or is taken out.
/// Any other was taken out already, so another attempt is another edit.
public final class LetterRules {
    private final EditRules edits;

    public LetterRules(EditRules edits) {
        this.edits = edits;
    }

    /// The other items that [#decide] may ask the surroundings for.
    public Set<ItemKey> references(Knowledge knowledge, DeadLetter letter, LetterRequest request) {
        Set<ItemKey> references = new HashSet<>();
        if (request instanceof LetterRequest.Retry(Map<String, @Nullable Object> patch)) {
            Map<String, @Nullable Object> written = letter.mutation().mutation().fields();
            StoredItem stored = knowledge.stored();
            Stream.of(letter.item(), letter.theirs(), stored == null ? null : stored.item())
                    .filter(Objects::nonNull)
                    .flatMap(item -> Stream.of(item, item.with(written)))
                    .map(item -> edits.patches().apply(item, patch))
                    .forEach(
                            patched -> {
                                if (patched instanceof PatchedItem.Valid(Item item)) {
                                    references.addAll(
                                            edits.references().added(null, item).values());
                                }
                            });
        }
        return references;
    }

    public LetterDecision decide(
            Knowledge knowledge,
            DeadLetter letter,
            LetterRequest request,
            Surroundings surroundings) {
        Optional<PendingMutation> held =
                knowledge.outbox().stream()
                        .filter(each -> each.id() == letter.id())
                        .filter(each -> each.standing() == Standing.HELD)
                        .findFirst();
        return switch (request) {
            case LetterRequest.Discard _ -> taken(discard(knowledge, letter, held));
            case LetterRequest.Retry(Map<String, @Nullable Object> patch)
                    when deletes(letter) && !patch.isEmpty() ->
                    invalid(letter, "/", "is a patch, and the mutation is a delete");
            case LetterRequest.Retry(Map<String, @Nullable Object> patch) when held.isPresent() ->
                    resumed(knowledge, held.get(), patch, surroundings);
            case LetterRequest.Retry(Map<String, @Nullable Object> patch) ->
                    again(knowledge, letter, patch, surroundings);
        };
    }

    private static Effect discard(
            Knowledge knowledge, DeadLetter letter, Optional<PendingMutation> held) {
        LetterEdit gone = new LetterEdit.Remove(letter.id());
        StoredItem stored = knowledge.stored();
        if (stored == null) {
            return nothingBut(gone);
        }
        if (held.isPresent()) {
            return withoutHeld(knowledge, stored, letter, held.get());
        }
        // Later writes of the client stand on top of a kept one, and the backend's answer to them
        // brings its state. After a change of the schema the version that it has may, too.
        boolean asWritten =
                letter.policy() == RefusalPolicy.KEEP
                        && knowledge.outbox().isEmpty()
                        && Objects.equals(stored.version(), letter.version())
                        && (stored.base() == null) == (letter.theirs() == null);
        return asWritten ? asTheBackendHasIt(knowledge, stored, letter) : nothingBut(gone);
    }

    private static Effect withoutHeld(
            Knowledge knowledge, StoredItem stored, DeadLetter letter, PendingMutation held) {
        Rollback rollback = Rollback.of(knowledge, stored, held);
        List<OutboxEdit> outbox = new ArrayList<>();
        List<LetterEdit> letters = new ArrayList<>();
        outbox.add(new OutboxEdit.Remove(held.id()));
        rollback.remaining().forEach(each -> outbox.add(new OutboxEdit.Replace(each)));
        for (PendingMutation each : rollback.fallen()) {
            outbox.add(new OutboxEdit.Remove(each.id()));
            letters.add(new LetterEdit.Add(fallen(stored, letter, each)));
        }
        return new Effect(rollback.row(), outbox, rollback.change(), letters);
    }

    private static DeadLetter fallen(
            StoredItem stored, DeadLetter foundation, PendingMutation mutation) {
        Rejection rejection =
                Rejection.of(
                        Rejection.Cause.FOUNDATION_REFUSED,
                        "FoundationRefused",
                        "it builds on mutation " + foundation.id() + ", which was given up");
        return new DeadLetter(
                mutation.failed(Standing.HELD, rejection.text()),
                rejection,
                RefusalPolicy.ROLLBACK,
                stored.item(),
                stored.base(),
                stored.version(),
                foundation.refusedAt());
    }

    private static Effect asTheBackendHasIt(
            Knowledge knowledge, StoredItem stored, DeadLetter letter) {
        Item theirs = stored.base();
        StoredItem truth =
                new StoredItem(
                        theirs == null ? stored.item() : theirs,
                        null,
                        stored.version(),
                        stored.lastChangedAt(),
                        theirs == null ? Presence.TOMBSTONE : Presence.LIVE,
                        false);
        RowEdit row =
                theirs == null && stored.version() == null
                        ? new RowEdit.Erase()
                        : new RowEdit.Put(truth);
        return new Effect(
                row,
                List.of(),
                Reconciliation.seen(knowledge, truth),
                List.of(new LetterEdit.Remove(letter.id())));
    }

    /// The held mutation goes on in its place, with the patched fields.
    private LetterDecision resumed(
            Knowledge knowledge,
            PendingMutation held,
            Map<String, @Nullable Object> patch,
            Surroundings surroundings) {
        StoredItem stored = knowledge.stored();
        if (patch.isEmpty() || stored == null) {
            return taken(resumed(held.released()));
        }
        // What later mutations wrote is none of its business.
        Item before = Rollback.before(stored.item(), Rollback.later(knowledge, held));
        return switch (edits.patches().apply(before, patch)) {
            case PatchedItem.Refused(Refusal refusal) -> new LetterDecision.Refused(refusal);
            case PatchedItem.Valid(Item item) ->
                    edits.references()
                            .missing(before, item, surroundings)
                            .<LetterDecision>map(LetterDecision.Refused::new)
                            .orElseGet(
                                    () ->
                                            resumed(
                                                    knowledge,
                                                    stored,
                                                    held,
                                                    edits.change(
                                                            knowledge,
                                                            before,
                                                            item,
                                                            held.mutation().condition())));
        };
    }

    private static LetterDecision resumed(
            Knowledge knowledge,
            StoredItem stored,
            PendingMutation held,
            OutboxEdit.Append change) {
        Map<String, @Nullable Object> patched = change.mutation().fields();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(held.mutation().fields());
        fields.putAll(patched);
        List<OutboxEdit> outbox = new ArrayList<>();
        outbox.add(
                new OutboxEdit.Replace(
                        held.renewed(
                                new OutboxEdit.Append(
                                        held.mutation().withFields(fields),
                                        change.related(),
                                        BaseSnapshot.merged(held.base(), change.base())))));
        // What a later mutation sets stays as that one has it.
        Map<String, @Nullable Object> visible = new LinkedHashMap<>(patched);
        List<PendingMutation> later = Rollback.later(knowledge, held);
        later.forEach(each -> visible.keySet().removeAll(each.mutation().fields().keySet()));
        Rollback.above(later, patched.keySet(), patched)
                .forEach(each -> outbox.add(new OutboxEdit.Replace(each)));
        return taken(rewritten(stored, stored.item().with(visible), outbox));
    }

    private static Effect rewritten(StoredItem stored, Item item, List<OutboxEdit> outbox) {
        StoredItem after =
                new StoredItem(
                        item,
                        stored.base(),
                        stored.version(),
                        stored.lastChangedAt(),
                        stored.presence(),
                        true);
        ItemChange change =
                stored.live()
                        ? new ItemChange(ItemChange.Kind.UPDATE, Origin.LOCAL, stored, after)
                        : null;
        return new Effect(new RowEdit.Put(after), outbox, change);
    }

    private static Effect resumed(PendingMutation mutation) {
        return new Effect(new RowEdit.Keep(), List.of(new OutboxEdit.Replace(mutation)), null);
    }

    /// The mutation was taken out, so it is made once more, as a client would.
    private LetterDecision again(
            Knowledge knowledge,
            DeadLetter letter,
            Map<String, @Nullable Object> patch,
            Surroundings surroundings) {
        Effect first = discard(knowledge, letter, Optional.empty());
        Knowledge without = knowledge.after(first, letter.id(), letter.refusedAt());
        Mutation mutation = letter.mutation().mutation();
        StoredItem stored = without.stored();
        if (letter.mutation().undeletes() && stored != null && !stored.live()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>(mutation.fields());
            fields.putAll(patch);
            Edit undelete = new Edit.Undelete(letter.key(), fields);
            return edited(first, edits.decide(without, undelete, surroundings));
        }
        if (mutation.kind() == Mutation.Kind.UPDATE && (stored == null || !stored.live())) {
            return new LetterDecision.Refused(new Refusal.ItemUnknown(letter.key()));
        }
        Item written =
                mutation.kind() == Mutation.Kind.UPDATE && stored != null
                        ? stored.item().with(mutation.fields())
                        : letter.item();
        return switch (edits.patches().apply(written, patch)) {
            case PatchedItem.Refused(Refusal refusal) -> new LetterDecision.Refused(refusal);
            case PatchedItem.Valid(Item item) ->
                    edited(first, edits.decide(without, edit(mutation, item, patch), surroundings));
        };
    }

    private static Edit edit(Mutation mutation, Item item, Map<String, @Nullable Object> patch) {
        Guard guard = Guard.on(mutation.condition());
        Set<String> given = new HashSet<>(mutation.fields().keySet());
        given.addAll(patch.keySet());
        return switch (mutation.kind()) {
            case CREATE -> new Edit.Create(item, given);
            case UPDATE -> new Edit.Save(item, given, guard);
            case DELETE -> new Edit.Delete(mutation.key(), guard);
        };
    }

    private static LetterDecision edited(Effect first, EditDecision decision) {
        return switch (decision) {
            case EditDecision.Refused(Refusal refusal) -> new LetterDecision.Refused(refusal);
            case EditDecision.Taken taken ->
                    new LetterDecision.Taken(List.of(first, taken.effect()));
        };
    }

    private static boolean deletes(DeadLetter letter) {
        return letter.mutation().mutation().kind() == Mutation.Kind.DELETE;
    }

    private static Effect nothingBut(LetterEdit edit) {
        return new Effect(new RowEdit.Keep(), List.of(), null, List.of(edit));
    }

    private static LetterDecision taken(Effect effect) {
        return new LetterDecision.Taken(List.of(effect));
    }

    private static LetterDecision invalid(DeadLetter letter, String path, String reason) {
        return new LetterDecision.Refused(
                new Refusal.ItemInvalid(
                        letter.key().model(), List.of(new FieldProblem(path, reason))));
    }
}
