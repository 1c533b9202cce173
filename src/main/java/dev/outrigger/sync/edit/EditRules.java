package dev.outrigger.sync.edit;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.edit.EditDecision.Answer;
import dev.outrigger.sync.reconcile.Rollback;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Decides what a client's edit of one item does, from what the replica knows of it.
public final class EditRules {
    private final Schema schema;
    private final SyncPolicies policies;
    private final Patches patches;
    private final References references;
    private final Undeleting undeleting;

    /// Clients may edit the items of every model.
    public EditRules(Schema schema) {
        this(schema, SyncPolicies.usual());
    }

    /// @param policies say which models clients may edit
    public EditRules(Schema schema, SyncPolicies policies) {
        this.schema = schema;
        this.policies = policies;
        this.patches = new Patches(schema);
        this.references = new References(schema, policies);
        this.undeleting = new Undeleting(schema, patches, references);
    }

    /// The other items that [#decide] asks the surroundings for.
    public Collection<ItemKey> references(Knowledge knowledge, Edit edit) {
        Item before =
                knowledge.visible() ? Objects.requireNonNull(knowledge.stored()).item() : null;
        return switch (edit) {
            case Edit.Create create -> references.added(null, create.item()).values();
            case Edit.Save save -> references.added(before, save.item()).values();
            case Edit.Patch patch ->
                    before == null ? List.of() : referencesOf(before, patch.patch());
            case Edit.Update update ->
                    before == null
                            ? List.of()
                            : referencesOf(
                                    before,
                                    update.fields(),
                                    item -> patches.replace(item, update.fields()));
            case Edit.Delete _ -> List.of();
            case Edit.Undelete undelete -> undeleting.references(knowledge, undelete);
        };
    }

    /// The parents that a patch adds.
    Collection<ItemKey> referencesOf(Item current, Map<String, @Nullable Object> patch) {
        return referencesOf(current, patch, item -> patches.apply(item, patch));
    }

    private Collection<ItemKey> referencesOf(
            Item current,
            Map<String, @Nullable Object> given,
            Function<Item, PatchedItem> patching) {
        return schema.required(current.model()).parents().stream()
                        .anyMatch(parent -> names(given, parent))
                ? switch (patching.apply(current)) {
                    case PatchedItem.Valid(Item item) -> references.added(current, item).values();
                    case PatchedItem.Refused _ -> List.of();
                }
                : List.of();
    }

    private static boolean names(Map<String, @Nullable Object> patch, Relation parent) {
        return patch.containsKey(parent.name())
                || parent.localFields().stream().anyMatch(patch::containsKey);
    }

    public EditDecision decide(Knowledge knowledge, Edit edit, Surroundings surroundings) {
        String model = edit.key().model();
        if (!policies.mode(model).editable()) {
            return refused(new Refusal.ModelReadOnly(model));
        }
        return switch (edit) {
            case Edit.Create create ->
                    create(knowledge, create.item(), create.given(), surroundings);
            case Edit.Save save -> save(knowledge, save, surroundings);
            case Edit.Patch patch ->
                    existing(
                            knowledge,
                            patch,
                            item -> patches.apply(item, patch.patch()),
                            surroundings);
            case Edit.Update update ->
                    existing(
                            knowledge,
                            update,
                            item -> patches.replace(item, update.fields()),
                            surroundings);
            case Edit.Delete delete -> delete(knowledge, delete, surroundings);
            case Edit.Undelete undelete -> undeleting.decide(knowledge, undelete, surroundings);
        };
    }

    /// What becomes of related items in a deletion.
    public Cascading cascading(Edit.Delete delete) {
        return new Cascading(policies, delete.cascade());
    }

    /// The decision about an item that goes with another one.
    public EditDecision decide(
            Knowledge knowledge, Descent.Descendant descendant, Surroundings surroundings) {
        return descendant.how() == Cascade.LOCAL && Forgetting.possible(knowledge)
                ? Forgetting.decide(knowledge)
                : decide(knowledge, new Edit.Delete(descendant.key(), Guard.none()), surroundings);
    }

    References references() {
        return references;
    }

    Patches patches() {
        return patches;
    }

    private EditDecision create(
            Knowledge knowledge, Item item, Set<String> given, Surroundings surroundings) {
        if (knowledge.visible()) {
            return refused(new Refusal.ItemExists(item.key()));
        }
        Model model = schema.required(item.model());
        Optional<FieldProblem> readOnly = ReadOnlyFields.problem(model, item, given, null);
        if (readOnly.isPresent()) {
            return invalid(model, readOnly.get());
        }
        Optional<Refusal> orphaned = references.missing(null, item, surroundings);
        if (orphaned.isPresent()) {
            return refused(orphaned.get());
        }
        StoredItem tombstone = knowledge.stored();
        if (tombstone != null) {
            return recreate(knowledge, tombstone, item);
        }
        StoredItem stored = new StoredItem(item, null, null, null, Presence.LIVE, true);
        return taken(stored, List.of(creation(item, given)), null, Answer.CREATED);
    }

    /// A key whose deletion has not been sent becomes an update of the item that the backend still
    /// has; any other deleted key stays deleted, because the backend would refuse it.
    private EditDecision recreate(Knowledge knowledge, StoredItem tombstone, Item item) {
        List<PendingMutation> outbox = knowledge.outbox();
        if (outbox.isEmpty()) {
            return refused(new Refusal.KeyDeleted(item.key()));
        }
        PendingMutation last = outbox.getLast();
        if (!last.open() || tombstone.base() == null) {
            return refused(new Refusal.DeletePending(item.key()));
        }
        Model model = schema.required(item.model());
        Item kept = ReadOnlyFields.keep(model, item, tombstone.base());
        StoredItem live =
                new StoredItem(
                        kept,
                        tombstone.base(),
                        tombstone.version(),
                        tombstone.lastChangedAt(),
                        Presence.LIVE,
                        true);
        // Every field, because what the new item leaves out must not stay from the old one.
        Map<String, @Nullable Object> fields =
                Changes.ofCreate(model, kept, kept.fields().keySet());
        Mutation update =
                new Mutation(item.key(), Mutation.Kind.UPDATE, fields, new Predicate.All());
        List<OutboxEdit> edits =
                List.of(
                        new OutboxEdit.Remove(last.id()),
                        new OutboxEdit.Append(
                                update, Changes.parents(schema, model, kept), last.base()));
        return taken(live, edits, null, Answer.CREATED);
    }

    private EditDecision save(Knowledge knowledge, Edit.Save save, Surroundings surroundings) {
        StoredItem stored = knowledge.stored();
        if (stored == null || !stored.live()) {
            return save.guard().holdsOfNothing()
                    ? create(knowledge, save.item(), save.given(), surroundings)
                    : refused(new Refusal.ConditionFalse(save.key()));
        }
        Model model = schema.required(save.item().model());
        Optional<FieldProblem> readOnly =
                ReadOnlyFields.problem(model, save.item(), save.given(), stored.item());
        if (readOnly.isPresent()) {
            return invalid(model, readOnly.get());
        }
        return guarded(
                new Update(
                        knowledge, stored, ReadOnlyFields.keep(model, save.item(), stored.item())),
                save.guard(),
                surroundings);
    }

    private EditDecision existing(
            Knowledge knowledge,
            Edit edit,
            Function<Item, PatchedItem> patching,
            Surroundings surroundings) {
        StoredItem stored = knowledge.stored();
        if (stored == null || !stored.live()) {
            return refused(
                    edit.guard().holdsOfNothing()
                            ? new Refusal.ItemUnknown(edit.key())
                            : new Refusal.ConditionFalse(edit.key()));
        }
        return switch (patching.apply(stored.item())) {
            case PatchedItem.Refused(Refusal refusal) -> refused(refusal);
            case PatchedItem.Valid(Item item) ->
                    guarded(new Update(knowledge, stored, item), edit.guard(), surroundings);
        };
    }

    /// An item that becomes another one.
    private record Update(Knowledge knowledge, StoredItem stored, Item item) {}

    private EditDecision guarded(Update update, Guard guard, Surroundings surroundings) {
        StoredItem stored = update.stored();
        Optional<Refusal> refusal =
                guard.refusal(stored, surroundings.seq(stored.key()))
                        .or(() -> references.missing(stored.item(), update.item(), surroundings));
        return refusal.isPresent()
                ? refused(refusal.get())
                : update(update.knowledge(), stored, update.item(), guard.condition());
    }

    private EditDecision update(
            Knowledge knowledge, StoredItem stored, Item item, Predicate condition) {
        OutboxEdit.Append update = change(knowledge, stored.item(), item, condition);
        if (update.mutation().fields().isEmpty()) {
            return new EditDecision.Taken(Effect.nothing(), Answer.UPDATED, stored);
        }
        boolean refused = refusedCreate(knowledge, stored);
        StoredItem after =
                new StoredItem(
                        item,
                        refused ? null : baseBelow(stored),
                        stored.version(),
                        stored.lastChangedAt(),
                        Presence.LIVE,
                        true);
        OutboxEdit.Append sent = refused ? creation(item, Set.of()) : update;
        return taken(after, Coalescing.update(knowledge.outbox(), sent), stored, Answer.UPDATED);
    }

    /// The update that makes `after` of the item that a client saw.
    OutboxEdit.Append change(Knowledge knowledge, Item before, Item after, Predicate condition) {
        Model model = schema.required(after.model());
        Map<String, @Nullable Object> changed = Changes.between(model, before, after);
        return new OutboxEdit.Append(
                new Mutation(after.key(), Mutation.Kind.UPDATE, changed, condition),
                Changes.parents(schema, model, after),
                BaseSnapshot.found(knowledge, before, changed.keySet()));
    }

    private OutboxEdit.Append creation(Item item, Set<String> given) {
        Model model = schema.required(item.model());
        return new OutboxEdit.Append(
                new Mutation(
                        item.key(),
                        Mutation.Kind.CREATE,
                        Changes.ofCreate(model, item, given),
                        new Predicate.All()),
                Changes.parents(schema, model, item),
                null);
    }

    /// True of an item whose create was refused and which stayed as it was written: the backend
    /// does not have it, and nothing is on its way.
    private static boolean refusedCreate(Knowledge knowledge, StoredItem stored) {
        return stored.version() == null && knowledge.outbox().isEmpty();
    }

    private EditDecision delete(
            Knowledge knowledge, Edit.Delete delete, Surroundings surroundings) {
        StoredItem stored = knowledge.stored();
        if (stored == null || !stored.live()) {
            return delete.guard().holdsOfNothing()
                    ? new EditDecision.Taken(Effect.nothing(), Answer.DELETED, null)
                    : refused(new Refusal.ConditionFalse(delete.key()));
        }
        Optional<Refusal> guarded = delete.guard().refusal(stored, surroundings.seq(stored.key()));
        if (guarded.isPresent()) {
            return refused(guarded.get());
        }
        List<PendingMutation> outbox = knowledge.outbox();
        if (stored.version() == null && (outbox.isEmpty() || Coalescing.unheardOf(outbox))) {
            List<OutboxEdit> removals =
                    outbox.stream()
                            .<OutboxEdit>map(each -> new OutboxEdit.Remove(each.id()))
                            .toList();
            ItemChange change = deletion(stored, tombstone(stored, false));
            return new EditDecision.Taken(
                    new Effect(new RowEdit.Erase(), removals, change), Answer.DELETED, stored);
        }
        if (stored.base() == null && Coalescing.unsentUndelete(outbox)) {
            return deletedAgain(stored, outbox);
        }
        Model model = schema.required(stored.item().model());
        Mutation mutation =
                new Mutation(
                        stored.key(), Mutation.Kind.DELETE, Map.of(), delete.guard().condition());
        OutboxEdit.Append append =
                new OutboxEdit.Append(
                        mutation,
                        Changes.parents(schema, model, stored.item()),
                        BaseSnapshot.found(knowledge, stored.item(), Changes.besidesKey(model)));
        List<OutboxEdit> edits = Coalescing.delete(outbox, append);
        StoredItem after = tombstone(stored, true);
        return new EditDecision.Taken(
                new Effect(new RowEdit.Put(after), edits, deletion(stored, after)),
                Answer.DELETED,
                stored);
    }

    /// What was to bring the item back was not sent: it is deleted as it was before.
    private static EditDecision deletedAgain(StoredItem stored, List<PendingMutation> outbox) {
        StoredItem before =
                new StoredItem(
                        Rollback.before(stored.item(), outbox),
                        null,
                        stored.version(),
                        stored.lastChangedAt(),
                        Presence.TOMBSTONE,
                        false);
        List<OutboxEdit> removals =
                outbox.stream().<OutboxEdit>map(each -> new OutboxEdit.Remove(each.id())).toList();
        ItemChange change = deletion(stored, tombstone(stored, false));
        return new EditDecision.Taken(
                new Effect(new RowEdit.Put(before), removals, change), Answer.DELETED, stored);
    }

    /// The backend's state below the first pending mutation is what clients saw until then, unless
    /// that was kept as it was written.
    private static @Nullable Item baseBelow(StoredItem stored) {
        return stored.pending() || stored.base() != null ? stored.base() : stored.item();
    }

    private static StoredItem tombstone(StoredItem stored, boolean pending) {
        return new StoredItem(
                stored.item(),
                pending ? baseBelow(stored) : null,
                stored.version(),
                stored.lastChangedAt(),
                Presence.TOMBSTONE,
                pending);
    }

    private static ItemChange deletion(StoredItem before, StoredItem after) {
        return new ItemChange(ItemChange.Kind.DELETE, Origin.LOCAL, before, after);
    }

    private static EditDecision taken(
            StoredItem after, List<OutboxEdit> edits, @Nullable StoredItem before, Answer answer) {
        ItemChange.Kind kind = before == null ? ItemChange.Kind.INSERT : ItemChange.Kind.UPDATE;
        ItemChange change = new ItemChange(kind, Origin.LOCAL, before, after);
        return new EditDecision.Taken(
                new Effect(new RowEdit.Put(after), edits, change), answer, after);
    }

    private static EditDecision refused(Refusal refusal) {
        return new EditDecision.Refused(refusal);
    }

    private static EditDecision invalid(Model model, FieldProblem problem) {
        return refused(new Refusal.ItemInvalid(model.name(), List.of(problem)));
    }
}
