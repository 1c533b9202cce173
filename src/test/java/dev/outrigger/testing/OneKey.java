package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.LetterEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditDecision;
import dev.outrigger.sync.edit.EditRules;
import dev.outrigger.sync.edit.LetterDecision;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.edit.LetterRules;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.edit.Surroundings;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Refusals;
import dev.outrigger.sync.push.Settlement;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Reconciliation;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.sync.resolution.Resolver;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.sync.resolution.Strategy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a replica knows of one key, through a story of edits, sends and incoming items. Each step
/// is a decision of the core, made durable at once.
public final class OneKey {
    private final EditRules rules;
    private final List<ItemChange> changes = new ArrayList<>();
    private Knowledge knowledge;
    private final Map<Long, DeadLetter> letters = new LinkedHashMap<>();
    private Refusals refusals = new Refusals(RefusalPolicies.holding(), 100, ItemBuilder.SAVED_AT);
    private final Set<ItemKey> absent = new HashSet<>();
    private long seq;

    private final Surroundings beside = new Surroundings(this::has, _ -> seq);

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

    private boolean has(ItemKey other) {
        return !absent.contains(other);
    }

    /// The replica does not have this other item; it has every one that is not named so.
    public OneKey without(ItemKey other) {
        absent.add(other);
        return this;
    }

    public EditDecision edit(Edit edit) {
        EditDecision decision = rules.decide(knowledge, edit, beside);
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

    /// The oldest mutation meets this item, and the strategy says how that goes on.
    ///
    /// @param theirs null when the backend has no trace of the item
    public Effect meet(Strategy strategy, @Nullable RemoteItem theirs) {
        Conflict conflict = new Conflict(outbox().getFirst(), theirs, "it had changed");
        Resolver.Ruling ruling = new Resolver(Strategies.alike(strategy)).rule(conflict);
        return switch (ruling) {
            case Resolver.Ruling.Decided(Resolution resolution) ->
                    settle(new Verdict.Resolved(conflict, strategy.word(), resolution));
            case Resolver.Ruling.AskWebhook _, Resolver.Ruling.Undecidable _ ->
                    throw new AssertionError("the strategy does not decide: " + ruling);
        };
    }

    /// The oldest mutation meets this item, and somebody decides.
    public Effect meet(Decision decision, RemoteItem theirs) {
        Conflict conflict = new Conflict(outbox().getFirst(), theirs, "it had changed");
        return settle(
                new Verdict.Resolved(conflict, "webhook", Resolver.follow(conflict, decision)));
    }

    public Effect settle(long mutationId, Verdict verdict) {
        return take(Settlement.decide(knowledge, mutationId, verdict, refusals));
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

    /// What becomes of the item when a mutation is refused for good from now on.
    public OneKey refusing(RefusalPolicy policy) {
        return refusing(policy, 100);
    }

    /// @param room for so many dead letters more
    public OneKey refusing(RefusalPolicy policy, long room) {
        refusals = new Refusals(new RefusalPolicies(policy, Map.of()), room, ItemBuilder.SAVED_AT);
        return this;
    }

    public List<DeadLetter> letters() {
        return List.copyOf(letters.values());
    }

    /// The only dead letter.
    public DeadLetter letter() {
        if (letters.size() != 1) {
            throw new AssertionError("there is not one dead letter: " + letters.values());
        }
        return letters.values().iterator().next();
    }

    public LetterDecision decide(LetterRequest request) {
        return decide(letter(), request);
    }

    public LetterDecision decide(DeadLetter letter, LetterRequest request) {
        LetterDecision decision = new LetterRules(rules).decide(knowledge, letter, request, beside);
        if (decision instanceof LetterDecision.Taken(List<Effect> effects)) {
            effects.forEach(this::take);
        }
        return decision;
    }

    private Effect take(Effect effect) {
        if (effect.change() != null) {
            seq++;
            changes.add(effect.change());
        }
        Knowledge before = knowledge;
        knowledge = knowledge.after(effect, seq, ItemBuilder.SAVED_AT);
        for (LetterEdit edit : LetterEdit.of(before, effect, knowledge)) {
            switch (edit) {
                case LetterEdit.Add(DeadLetter letter) -> letters.put(letter.id(), letter);
                case LetterEdit.Remove(long id) -> letters.remove(id);
            }
        }
        return effect;
    }
}
