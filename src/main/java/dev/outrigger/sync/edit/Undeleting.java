package dev.outrigger.sync.edit;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Effect.RowEdit;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Decides what it takes to bring a deleted item back.
///
/// A deletion that the backend certainly does not have is taken out of the outbox. Behind any other
/// goes an update that is made from the tombstone, also without a field.
final class Undeleting {
    private final Schema schema;
    private final Patches patches;
    private final References references;

    Undeleting(Schema schema, Patches patches, References references) {
        this.schema = schema;
        this.patches = patches;
        this.references = references;
    }

    /// The parents of the item, which have to be there as those of a new one.
    Collection<ItemKey> references(Knowledge knowledge, Edit.Undelete undelete) {
        StoredItem tombstone = knowledge.stored();
        return tombstone != null
                        && !tombstone.live()
                        && patches.apply(tombstone.item(), undelete.patch())
                                instanceof PatchedItem.Valid(Item item)
                ? references.added(null, item).values()
                : List.of();
    }

    EditDecision decide(Knowledge knowledge, Edit.Undelete undelete, Surroundings surroundings) {
        StoredItem tombstone = knowledge.stored();
        if (tombstone == null || leftNoTrace(knowledge, tombstone)) {
            return new EditDecision.Refused(new Refusal.ItemUnknown(undelete.key()));
        }
        if (tombstone.live()) {
            return new EditDecision.Refused(new Refusal.NotDeleted(undelete.key()));
        }
        return switch (patches.apply(tombstone.item(), undelete.patch())) {
            case PatchedItem.Refused(Refusal refusal) -> new EditDecision.Refused(refusal);
            case PatchedItem.Valid(Item item) ->
                    references
                            .missing(null, item, surroundings)
                            .<EditDecision>map(EditDecision.Refused::new)
                            .orElseGet(() -> broughtBack(knowledge, tombstone, item));
        };
    }

    /// True of an item that the backend never had: nobody there could bring it back.
    private static boolean leftNoTrace(Knowledge knowledge, StoredItem stored) {
        return !stored.live() && stored.version() == null && knowledge.outbox().isEmpty();
    }

    private EditDecision broughtBack(Knowledge knowledge, StoredItem tombstone, Item item) {
        List<PendingMutation> outbox = knowledge.outbox();
        PendingMutation deletion = outbox.isEmpty() ? null : outbox.getLast();
        boolean unsent = deletion != null && deletion.unsent();
        Item theirs = tombstone.base();
        boolean goneThere = theirs == null && tombstone.version() != null;
        OutboxEdit.Append update = update(tombstone, deletion, item);
        List<OutboxEdit> edits = new ArrayList<>();
        if (unsent) {
            edits.add(new OutboxEdit.Remove(deletion.id()));
        }
        if (goneThere || !unsent) {
            edits.add(madeFromTombstone(tombstone, update));
        } else if (!update.mutation().fields().isEmpty()) {
            edits.add(update);
        }
        // What the backend has by now shows where no earlier mutation stands before it.
        boolean alone = unsent && theirs != null && outbox.size() == 1;
        StoredItem after =
                new StoredItem(
                        alone ? theirs.with(update.mutation().fields()) : item,
                        theirs,
                        tombstone.version(),
                        tombstone.lastChangedAt(),
                        Presence.LIVE,
                        true);
        return taken(alone && edits.size() == 1 ? after.settled() : after, edits);
    }

    /// What of the item is the client's own: a deletion has taken the place of earlier edits that
    /// were not sent, and remembers what they were made from.
    private OutboxEdit.Append update(
            StoredItem tombstone, @Nullable PendingMutation deletion, Item item) {
        Model model = schema.required(item.model());
        BaseSnapshot base = deletion == null ? seen(tombstone) : deletion.base();
        Map<String, @Nullable Object> fields =
                base == null
                        ? Changes.ofCreate(model, item, item.fields().keySet())
                        : Changes.between(model, tombstone.item().with(base.fields()), item);
        return new OutboxEdit.Append(
                new Mutation(item.key(), Mutation.Kind.UPDATE, fields, new Predicate.All()),
                Changes.parents(schema, model, item),
                base == null ? null : base.only(fields.keySet()));
    }

    private static BaseSnapshot seen(StoredItem tombstone) {
        return new BaseSnapshot(tombstone.version(), tombstone.item().fields());
    }

    private static OutboxEdit.Append madeFromTombstone(
            StoredItem tombstone, OutboxEdit.Append update) {
        BaseSnapshot base = update.base() == null ? seen(tombstone) : update.base();
        BaseSnapshot below =
                new BaseSnapshot(
                        tombstone.base() == null ? tombstone.version() : base.version(),
                        base.only(update.mutation().fields().keySet()).fields(),
                        Presence.TOMBSTONE);
        return new OutboxEdit.Append(update.mutation(), update.related(), below);
    }

    private static EditDecision taken(StoredItem after, List<OutboxEdit> edits) {
        ItemChange change = new ItemChange(ItemChange.Kind.INSERT, Origin.LOCAL, null, after);
        return new EditDecision.Taken(
                new Effect(new RowEdit.Put(after), edits, change),
                EditDecision.Answer.UPDATED,
                after);
    }
}
