package dev.outrigger.store;

import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ReplicaStore.EditsOutcome;
import dev.outrigger.replica.Screen;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Cascading;
import dev.outrigger.sync.edit.Descent;
import dev.outrigger.sync.edit.Descent.Descendant;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditDecision;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.EditRules;
import dev.outrigger.sync.edit.Refusal;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Takes clients' edits into a transaction, each whole or not at all.
final class Edits {
    private final ReplicaTables tables;
    private final EditRules rules;
    private final Screen screen;
    private final long outboxLimit;
    private final Overlay overlay;
    private final Descendants descendants;
    private final Foundations foundations;

    Edits(Writing writing, Overlay overlay, Descendants descendants, Foundations foundations) {
        this.tables = writing.tables();
        this.rules = writing.rules();
        this.screen = writing.screen();
        this.outboxLimit = writing.limits().outboxMutations();
        this.overlay = overlay;
        this.descendants = descendants;
        this.foundations = foundations;
    }

    /// Reads what the decisions about these edits will ask for.
    void prepare(List<Edit> edits) throws SQLException {
        List<ItemKey> references = new ArrayList<>();
        for (Edit edit : edits) {
            references.addAll(rules.references(overlay.knowledge(edit.key()), edit));
        }
        foundations.prepare(references);
        Map<Cascading, List<ItemKey>> deleted = new LinkedHashMap<>();
        for (Edit edit : edits) {
            if (edit instanceof Edit.Delete delete) {
                deleted.computeIfAbsent(rules.cascading(delete), _ -> new ArrayList<>())
                        .add(delete.key());
            }
        }
        for (var alike : deleted.entrySet()) {
            descendants.prepare(alike.getValue(), alike.getKey());
        }
    }

    EditOutcome edit(Edit edit) throws SQLException {
        Overlay.Mark mark = overlay.mark();
        EditOutcome outcome =
                switch (edit) {
                    case Edit.Delete delete -> delete(delete);
                    case Edit.Create _, Edit.Save _, Edit.Patch _, Edit.Update _, Edit.Undelete _ ->
                            single(edit);
                };
        long mutations = overlay.counts().outboxMutations();
        boolean overfull = mutations > outboxLimit && mutations > mark.counts().outboxMutations();
        EditOutcome bounded =
                overfull ? new EditOutcome.Refused(new Refusal.OutboxFull(outboxLimit)) : outcome;
        if (bounded instanceof EditOutcome.Refused) {
            overlay.undo(mark);
        }
        return bounded;
    }

    EditsOutcome editAll(List<Edit> edits) throws SQLException {
        Overlay.Mark mark = overlay.mark();
        List<EditOutcome> outcomes = new ArrayList<>(edits.size());
        for (Edit edit : edits) {
            EditOutcome outcome = edit(edit);
            if (outcome instanceof EditOutcome.Refused(Refusal refusal)) {
                overlay.undo(mark);
                return new EditsOutcome.Refused(outcomes.size(), refusal);
            }
            outcomes.add(outcome);
        }
        return new EditsOutcome.Accepted(outcomes);
    }

    /// The root decides whether anything is deleted; what hangs below it goes first.
    private EditOutcome delete(Edit.Delete delete) throws SQLException {
        EditDecision decision = decide(delete);
        if (decision instanceof EditDecision.Taken taken && taken.item() != null) {
            Optional<Refusal> refusal = deleteBelow(delete);
            if (refusal.isPresent()) {
                return new EditOutcome.Refused(refusal.get());
            }
        }
        return perform(delete.key(), decision);
    }

    private Optional<Refusal> deleteBelow(Edit.Delete delete) throws SQLException {
        return switch (descendants.below(delete.key(), rules.cascading(delete))) {
            case Descent.Result.Kept(ItemKey parent, String relation) ->
                    Optional.of(new Refusal.ChildrenExist(delete.key(), parent, relation));
            case Descent.Result.Found(List<Descendant> found) -> {
                for (Descendant each : found) {
                    EditDecision decision =
                            rules.decide(
                                    overlay.knowledge(each.key()),
                                    each,
                                    foundations.surroundings());
                    if (perform(each.key(), decision) instanceof EditOutcome.Refused(var refusal)) {
                        yield Optional.of(refusal);
                    }
                }
                yield Optional.empty();
            }
        };
    }

    private EditOutcome single(Edit edit) throws SQLException {
        return perform(edit.key(), decide(edit));
    }

    /// What an earlier edit of the same batch made of the item may refer to others than what was
    /// prepared.
    private EditDecision decide(Edit edit) throws SQLException {
        Knowledge knowledge = overlay.knowledge(edit.key());
        foundations.prepare(rules.references(knowledge, edit));
        return rules.decide(knowledge, edit, foundations.surroundings());
    }

    private EditOutcome perform(ItemKey key, EditDecision decision) {
        return switch (decision) {
            case EditDecision.Refused(Refusal refusal) -> new EditOutcome.Refused(refusal);
            case EditDecision.Taken taken -> {
                Optional<FieldProblem> problem = IndexedSize.problem(tables, taken.effect());
                if (problem.isPresent()) {
                    yield new EditOutcome.Refused(
                            new Refusal.ItemInvalid(key.model(), List.of(problem.get())));
                }
                long seen = overlay.seq(key);
                overlay.perform(key, taken.effect());
                Seqs seqs = new Seqs(seen, overlay.seq(key));
                release(key);
                yield outcome(taken.answer(), taken.item(), seqs);
            }
        };
    }

    /// Without a mutation left an item is the backend's again, and held to the sync expression.
    private void release(ItemKey key) {
        if (overlay.knowledge(key).outbox().isEmpty()) {
            overlay.perform(key, screen.swept(overlay.knowledge(key)));
        }
    }

    /// Those of an item's newest change before an edit and after it.
    private record Seqs(long before, long after) {}

    private static EditOutcome outcome(
            EditDecision.Answer answer, @Nullable StoredItem item, Seqs seqs) {
        return switch (answer) {
            case CREATED -> new EditOutcome.Created(Objects.requireNonNull(item), seqs.after());
            case UPDATED -> new EditOutcome.Updated(Objects.requireNonNull(item), seqs.after());
            case DELETED ->
                    item == null
                            ? new EditOutcome.NothingDeleted()
                            : new EditOutcome.Deleted(item, seqs.before());
        };
    }
}
