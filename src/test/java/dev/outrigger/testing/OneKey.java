package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditDecision;
import dev.outrigger.sync.edit.EditRules;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Settlement;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Reconciliation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What a replica knows of one key, through a story of edits, sends and incoming items. Each step
/// is a decision of the core, made durable at once.
public final class OneKey {
    private final EditRules rules;
    private final List<ItemChange> changes = new ArrayList<>();
    private Knowledge knowledge;
    private long seq;

    public OneKey(Schema schema, ItemKey key) {
        rules = new EditRules(schema);
        knowledge = new Knowledge(key, null, List.of());
    }

    /// A key of the schema of `config/` that the replica has never heard of.
    public static OneKey unknown(ItemKey key) {
        return new OneKey(Schemas.demo(), key);
    }

    /// A key whose item the backend sent, and that nobody here has edited.
    public static OneKey synced(RemoteItem item) {
        OneKey story = unknown(item.key());
        story.receive(item);
        story.changes.clear();
        return story;
    }

    public EditDecision edit(Edit edit) {
        EditDecision decision = rules.decide(knowledge, edit);
        if (decision instanceof EditDecision.Taken taken) {
            take(taken.effect());
        }
        return decision;
    }

    /// Makes an edit that is refused.
    public Refusal refused(Edit edit) {
        return switch (edit(edit)) {
            case EditDecision.Refused(Refusal refusal) -> refusal;
            case EditDecision.Taken _ -> throw new AssertionError("the edit was taken: " + edit);
        };
    }

    /// The oldest mutation, as it is handed to the sender.
    public Claimed claim() {
        PendingMutation waiting = knowledge.outbox().getFirst();
        Claimed claimed = Claimed.of(waiting, knowledge.stored(), ItemBuilder.SAVED_AT);
        List<PendingMutation> outbox = new ArrayList<>(knowledge.outbox());
        outbox.set(0, claimed.mutation());
        knowledge = new Knowledge(knowledge.key(), knowledge.stored(), outbox);
        return claimed;
    }

    /// Settles the oldest mutation.
    public Effect settle(Verdict verdict) {
        return settle(knowledge.outbox().getFirst().id(), verdict);
    }

    public Effect settle(long mutationId, Verdict verdict) {
        return take(Settlement.decide(knowledge, mutationId, verdict));
    }

    /// Sends the oldest mutation, which the backend takes and answers with this.
    public void acknowledge(RemoteItem answer) {
        claim();
        settle(new Verdict.Acknowledged(answer));
    }

    public Effect receive(RemoteItem incoming) {
        return take(Reconciliation.decide(knowledge, incoming));
    }

    public Knowledge knowledge() {
        return knowledge;
    }

    public @Nullable StoredItem stored() {
        return knowledge.stored();
    }

    /// What clients see in a field.
    public @Nullable Object value(String field) {
        return item().item().value(field);
    }

    /// The item as clients see it.
    public StoredItem item() {
        StoredItem stored = knowledge.stored();
        if (stored == null || !stored.live()) {
            throw new AssertionError("clients see no item: " + stored);
        }
        return stored;
    }

    public List<PendingMutation> outbox() {
        return knowledge.outbox();
    }

    /// The only mutation in the outbox.
    public PendingMutation only() {
        if (outbox().size() != 1) {
            throw new AssertionError("the outbox does not hold one mutation: " + outbox());
        }
        return outbox().getFirst();
    }

    /// What clients observed, oldest first.
    public List<ItemChange> changes() {
        return changes;
    }

    private Effect take(Effect effect) {
        if (effect.change() != null) {
            seq++;
            changes.add(effect.change());
        }
        knowledge = knowledge.after(effect, seq, ItemBuilder.SAVED_AT);
        return effect;
    }
}
