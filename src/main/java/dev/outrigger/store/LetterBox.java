package dev.outrigger.store;

import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.DeadLetters.Outcome;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.LetterEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.edit.LetterDecision;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.edit.LetterRules;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.push.ConflictNotes;
import dev.outrigger.sync.push.Refusals;
import dev.outrigger.sync.push.Settlement;
import dev.outrigger.sync.push.Verdict;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The dead letters of one transaction: verdicts put some in, and decisions take some out.
final class LetterBox {
    private final Connection connection;
    private final Writing writing;
    private final Overlay overlay;
    private final DeadLetterReads reads;
    private final LetterRules rules;
    private final Map<Long, DeadLetter> loaded = new LinkedHashMap<>();
    private final Foundations foundations;
    private @Nullable Long stored;

    LetterBox(Connection connection, Writing writing, Overlay overlay, Foundations foundations) {
        this.connection = connection;
        this.writing = writing;
        this.overlay = overlay;
        this.reads = new DeadLetterReads(writing.tables());
        this.rules = new LetterRules(writing.rules());
        this.foundations = foundations;
    }

    /// Reads letters that will be decided about.
    ///
    /// @return the keys of their items
    List<ItemKey> load(List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        loaded.putAll(reads.byId(connection, ids));
        return loaded.values().stream().map(DeadLetter::key).toList();
    }

    /// @return the letters that came of the verdict
    /// @throws ItemTooLong when it makes of the item what cannot be stored
    List<DeadLetter> settle(PendingMutation mutation, Verdict verdict) throws SQLException {
        long room = verdict instanceof Verdict.Refused ? room() : 0;
        Refusals refusals = new Refusals(writing.refusalPolicies(), room, overlay.now());
        ItemKey key = mutation.key();
        int before = overlay.letters().size();
        Knowledge known = overlay.knowledge(key);
        Effect effect = Settlement.decide(known, mutation.id(), verdict, refusals);
        IndexedSize.problem(writing.tables(), effect)
                .ifPresent(
                        problem -> {
                            throw new ItemTooLong(key.model(), problem);
                        });
        overlay.note(ConflictNotes.of(known, effect, verdict, overlay.now()));
        perform(key, effect);
        List<LetterEdit> all = overlay.letters();
        return all.subList(before, all.size()).stream()
                .<DeadLetter>mapMulti(
                        (edit, next) -> {
                            if (edit instanceof LetterEdit.Add(DeadLetter letter)) {
                                next.accept(letter);
                            }
                        })
                .toList();
    }

    Outcome decide(long id, LetterRequest request) throws SQLException {
        DeadLetter letter = loaded.get(id);
        boolean gone =
                overlay.letters().stream()
                        .anyMatch(
                                edit ->
                                        edit instanceof LetterEdit.Remove(long removed)
                                                && removed == id);
        if (letter == null || gone) {
            return new Outcome.Unknown();
        }
        Knowledge knowledge = overlay.knowledge(letter.key());
        foundations.prepare(rules.references(knowledge, letter, request));
        return switch (rules.decide(knowledge, letter, request, foundations.surroundings())) {
            case LetterDecision.Refused(Refusal refusal) -> new Outcome.Refused(refusal);
            case LetterDecision.Taken(List<Effect> effects) -> perform(letter.key(), effects);
        };
    }

    private Outcome perform(ItemKey key, List<Effect> effects) {
        for (Effect effect : effects) {
            Optional<FieldProblem> problem = IndexedSize.problem(writing.tables(), effect);
            if (problem.isPresent()) {
                return new Outcome.Refused(
                        new Refusal.ItemInvalid(key.model(), List.of(problem.get())));
            }
        }
        effects.forEach(effect -> perform(key, effect));
        Knowledge after = overlay.knowledge(key);
        return new Outcome.Done(key, after.visible() ? after.stored() : null);
    }

    /// What the backend's word makes of an item is held to the sync expression of its model.
    private void perform(ItemKey key, Effect effect) {
        overlay.perform(key, writing.screen().passed(overlay.knowledge(key), effect));
    }

    private long room() throws SQLException {
        if (stored == null) {
            stored = reads.counts(connection).letters();
        }
        long added = overlay.letters().stream().filter(LetterEdit.Add.class::isInstance).count();
        return writing.limits().deadLetters() - stored - added;
    }
}
