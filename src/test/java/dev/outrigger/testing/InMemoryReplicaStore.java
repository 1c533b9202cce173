package dev.outrigger.testing;

import dev.outrigger.json.DefaultValue;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.OutboxSummary;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.Screen;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.edit.Descent;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditDecision;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.EditRules;
import dev.outrigger.sync.edit.LetterDecision;
import dev.outrigger.sync.edit.LetterRules;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.edit.Surroundings;
import dev.outrigger.sync.evolution.SchemaEvolution;
import dev.outrigger.sync.evolution.SchemaShape;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.ConflictNotes;
import dev.outrigger.sync.push.Settlement;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A replica in memory, by the same decisions as the real one. `ReplicaStoreContract` holds it to
/// the same behaviour. Its content outlives the engines that work on it, as a database would.
public final class InMemoryReplicaStore implements ReplicaStore {
    private final InMemoryStrandedMutations stranded = new InMemoryStrandedMutations();
    private final SyncPolicies policies;
    private final Surroundings surroundings;
    private final InMemoryDeadLetters letters;
    private final Supplier<Instant> clock;
    private final ChangeListeners listeners = new ChangeListeners();
    private final InMemoryRows rows = new InMemoryRows();
    private final Screen screen = new Screen(Expressions.none());
    private final InMemorySelectiveSync selectiveSync;
    private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
    private final InMemoryQuarantine quarantine = new InMemoryQuarantine(this);
    private final InMemoryConflictLog conflicts = new InMemoryConflictLog(this);
    private Schema schema;
    private EditRules rules;

    public InMemoryReplicaStore(Schema schema, Supplier<Instant> clock) {
        this(schema, clock, SyncPolicies.usual());
    }

    public InMemoryReplicaStore(Schema schema, Supplier<Instant> clock, SyncPolicies policies) {
        this.schema = schema;
        this.policies = policies;
        this.rules = new EditRules(schema, policies);
        this.surroundings =
                new Surroundings(
                        key -> known(key).visible(), key -> rows.newest().getOrDefault(key, 0L));
        this.letters = new InMemoryDeadLetters(new LetterRules(rules), surroundings, this::decide);
        this.clock = clock;
        this.selectiveSync = new InMemorySelectiveSync(this, schema, screen, checkpoints);
    }

    /// As after a restart with another schema.
    public synchronized void reopen(Schema next) {
        forgetListeners();
        InMemoryUpgrade.Contents contents =
                new InMemoryUpgrade.Contents(
                        rows,
                        letters,
                        stranded,
                        new InMemoryUpgrade.Progress(
                                checkpoints, conflicts, quarantine, selectiveSync));
        SchemaShape earlier = SchemaShape.of(schema);
        new InMemoryUpgrade(
                        contents,
                        new SchemaEvolution(earlier, next, DefaultValue::of),
                        next,
                        clock.get())
                .run();
        schema = next;
        rules = new EditRules(next, policies);
        letters.ruledBy(new LetterRules(rules));
    }

    /// Every item that the replica holds, tombstones included.
    public synchronized Collection<Knowledge> everything() {
        return rows.everything();
    }

    /// The process that listened is gone.
    public void forgetListeners() {
        listeners.clear();
        letters.forgetListeners();
        conflicts.forgetListeners();
    }

    @Override
    public InMemoryStrandedMutations stranded() {
        return stranded;
    }

    @Override
    public InMemoryQuarantine quarantine() {
        return quarantine;
    }

    @Override
    public CompletionStage<EditOutcome> edit(Edit edit) {
        return editAll(List.of(edit)).thenApply(EditAnswers::only);
    }

    @Override
    public CompletionStage<EditsOutcome> editAll(List<Edit> edits) {
        List<LoggedChange> changes = new ArrayList<>();
        EditsOutcome outcome;
        synchronized (this) {
            InMemoryCopy before = rows.copy(letters);
            outcome = decideAll(edits, changes);
            if (outcome instanceof EditsOutcome.Refused) {
                restore(before);
                changes.clear();
            }
        }
        listeners.tell(changes);
        return CompletableFuture.completedStage(outcome);
    }

    private EditsOutcome decideAll(List<Edit> edits, List<LoggedChange> changes) {
        List<EditOutcome> outcomes = new ArrayList<>();
        for (int index = 0; index < edits.size(); index++) {
            EditOutcome outcome = decide(edits.get(index), changes);
            if (outcome instanceof EditOutcome.Refused(Refusal refusal)) {
                return new EditsOutcome.Refused(index, refusal);
            }
            outcomes.add(outcome);
        }
        return new EditsOutcome.Accepted(outcomes);
    }

    private EditOutcome decide(Edit edit, List<LoggedChange> changes) {
        Optional<Refusal> unknown = EditAnswers.unknownModel(schema, edit);
        if (unknown.isPresent()) {
            return new EditOutcome.Refused(unknown.get());
        }
        // Decided before what hangs below it goes, because a condition guards the root.
        EditDecision decision = rules.decide(known(edit.key()), edit, surroundings);
        if (edit instanceof Edit.Delete delete
                && decision instanceof EditDecision.Taken(var _, var _, StoredItem root)
                && root != null) {
            var below = items().below(root.item(), rules.cascading(delete));
            if (below instanceof Descent.Result.Kept(ItemKey parent, String relation)) {
                return new EditOutcome.Refused(
                        new Refusal.ChildrenExist(delete.key(), parent, relation));
            }
            for (var each : ((Descent.Result.Found) below).descendants()) {
                EditDecision its = rules.decide(known(each.key()), each, surroundings);
                if (perform(each.key(), its, changes) instanceof EditOutcome.Refused refused) {
                    return refused;
                }
            }
        }
        return perform(edit.key(), decision, changes);
    }

    private EditOutcome perform(ItemKey key, EditDecision decision, List<LoggedChange> changes) {
        return switch (decision) {
            case EditDecision.Refused(Refusal refusal) -> new EditOutcome.Refused(refusal);
            case EditDecision.Taken taken -> {
                long seen = surroundings.seqs().applyAsLong(key);
                take(key, taken.effect(), changes);
                EditOutcome outcome =
                        EditAnswers.of(taken, seen, surroundings.seqs().applyAsLong(key));
                take(key, screen.swept(known(key)), changes);
                yield outcome;
            }
        };
    }

    @Override
    public synchronized CompletionStage<List<Claimed>> claim(List<Long> mutationIds) {
        return CompletableFuture.completedStage(
                new InMemoryOutbox(rows.knowledge()).claim(mutationIds, clock.get()));
    }

    @Override
    public CompletionStage<List<DeadLetter>> settle(PendingMutation mutation, Verdict verdict) {
        List<LoggedChange> changes = new ArrayList<>();
        List<DeadLetter> made;
        synchronized (this) {
            Knowledge before = known(mutation.key());
            Effect effect =
                    Settlement.decide(
                            before, mutation.id(), verdict, letters.refusals(clock.get()));
            conflicts.note(ConflictNotes.of(before, effect, verdict, clock.get()));
            made = take(mutation.key(), screen.passed(before, effect), changes);
        }
        listeners.tell(changes);
        return CompletableFuture.completedStage(made);
    }

    @Override
    public InMemoryConflictLog conflicts() {
        return conflicts;
    }

    @Override
    public DeadLetters deadLetters() {
        return letters;
    }

    /// What becomes of items whose mutation is refused for good, and how many dead letters fit.
    public void refusing(RefusalPolicies policies, long most) {
        letters.refusing(policies, most);
    }

    private DeadLetters.Outcome decide(
            DeadLetter letter, Function<Knowledge, LetterDecision> decision) {
        List<LoggedChange> changes = new ArrayList<>();
        DeadLetters.Outcome outcome;
        synchronized (this) {
            outcome =
                    switch (decision.apply(known(letter.key()))) {
                        case LetterDecision.Refused(Refusal refusal) ->
                                new DeadLetters.Outcome.Refused(refusal);
                        case LetterDecision.Taken(List<Effect> effects) -> {
                            for (Effect each : effects) {
                                Effect passed = screen.passed(known(letter.key()), each);
                                take(letter.key(), passed, changes);
                            }
                            Knowledge after = known(letter.key());
                            yield new DeadLetters.Outcome.Done(
                                    letter.key(), after.visible() ? after.stored() : null);
                        }
                    };
        }
        listeners.tell(changes);
        return outcome;
    }

    @Override
    public synchronized CompletionStage<Integer> release() {
        int released = new InMemoryOutbox(rows.knowledge()).release();
        letters.released();
        return CompletableFuture.completedStage(released);
    }

    @Override
    public CompletionStage<Applied> apply(
            String model,
            List<RemoteItem> items,
            List<UnreadItem> unread,
            @Nullable Reached reached) {
        List<LoggedChange> changes = new ArrayList<>();
        Applied applied;
        synchronized (this) {
            for (RemoteItem item : items) {
                ItemKey key = item.key();
                take(key, screen.incoming(known(key), item), changes);
            }
            applied = AppliedItems.count(items.size(), changes);
            checkpoints.reached(model, reached, applied, InMemoryQuarantine.keys(items, unread));
            quarantine.take(unread, items, clock.get());
        }
        listeners.tell(changes);
        return CompletableFuture.completedStage(applied);
    }

    /// Which items of the backend it holds.
    public KeyInventory keys() {
        return new InMemoryKeyInventory(this, checkpoints);
    }

    Applied decide(List<ItemKey> keys, Function<Knowledge, Effect> decision) {
        List<LoggedChange> changes = new ArrayList<>();
        synchronized (this) {
            keys.forEach(key -> take(key, decision.apply(known(key)), changes));
        }
        listeners.tell(changes);
        return AppliedItems.count(keys.size(), changes);
    }

    @Override
    public synchronized CompletionStage<Optional<ReadItem>> get(ItemKey key) {
        return CompletableFuture.completedStage(
                Optional.of(known(key)).filter(Knowledge::visible).map(items()::read));
    }

    @Override
    public synchronized CompletionStage<Query.Page> query(Query query) {
        return CompletableFuture.completedStage(
                new InMemoryQuery(query).page(items().matching(query.model(), query.predicate())));
    }

    @Override
    public synchronized CompletionStage<Long> count(Model model, Predicate predicate) {
        return CompletableFuture.completedStage((long) items().matching(model, predicate).size());
    }

    @Override
    public synchronized CompletionStage<List<PendingMutation>> outbox(long afterId, int limit) {
        return CompletableFuture.completedStage(
                new InMemoryOutbox(rows.knowledge())
                        .pending().stream()
                                .filter(each -> each.id() > afterId)
                                .limit(limit)
                                .toList());
    }

    @Override
    public synchronized CompletionStage<OutboxSummary> outboxSummary() {
        return CompletableFuture.completedStage(new InMemoryOutbox(rows.knowledge()).summary());
    }

    @Override
    public synchronized CompletionStage<Checkpoints> checkpoints() {
        return CompletableFuture.completedStage(checkpoints.all());
    }

    @Override
    public synchronized CompletionStage<List<LoggedChange>> changes(long afterSeq, int limit) {
        return CompletableFuture.completedStage(
                rows.log().stream().filter(each -> each.seq() > afterSeq).limit(limit).toList());
    }

    @Override
    public synchronized CompletionStage<ChangeRange> changeRange() {
        return CompletableFuture.completedStage(
                new ChangeRange(
                        rows.log().isEmpty() ? rows.seq() + 1 : rows.log().getFirst().seq(),
                        rows.seq()));
    }

    @Override
    public void onCommit(Consumer<List<LoggedChange>> listener) {
        listeners.add(listener);
    }

    /// Everything goes but the count of changes, which goes on; answers the seq that this took.
    synchronized long forgetEverything() {
        restore(InMemoryCopy.empty(rows.seq() + 1));
        checkpoints.clear();
        conflicts.clear();
        quarantine.clear();
        stranded.clear();
        return rows.seq();
    }

    public SelectiveSync selectiveSync() {
        return selectiveSync;
    }

    int sweep(List<ItemKey> keys) {
        return decide(keys, screen::swept).deleted();
    }

    synchronized Knowledge known(ItemKey key) {
        return rows.known(key);
    }

    private List<DeadLetter> take(ItemKey key, Effect effect, List<LoggedChange> changes) {
        Knowledge before = known(key);
        return letters.take(before, effect, rows.take(key, effect, clock.get(), changes));
    }

    private InMemoryItems items() {
        return new InMemoryItems(schema, rows.knowledge(), rows.insertions(), rows.newest());
    }

    private void restore(InMemoryCopy copy) {
        rows.restore(copy);
        letters.restore(copy.letters());
    }
}
