package dev.outrigger.testing;

import dev.outrigger.replica.DeadLetters;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.LetterEdit;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.edit.LetterDecision;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.edit.LetterRules;
import dev.outrigger.sync.edit.Surroundings;
import dev.outrigger.sync.push.Refusals;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The dead letters of a replica in memory.
final class InMemoryDeadLetters implements DeadLetters {
    /// Lets a decision take effect on the item of a letter, if it is taken.
    interface Items {
        Outcome decide(DeadLetter letter, Function<Knowledge, LetterDecision> decision);
    }

    private final Surroundings surroundings;
    private final Items items;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Map<Long, DeadLetter> letters = new TreeMap<>();
    private LetterRules rules;
    private RefusalPolicies policies = RefusalPolicies.holding();
    private long limit = 10_000;

    InMemoryDeadLetters(LetterRules rules, Surroundings surroundings, Items items) {
        this.rules = rules;
        this.surroundings = surroundings;
        this.items = items;
    }

    void ruledBy(LetterRules others) {
        rules = others;
    }

    synchronized void refusing(RefusalPolicies chosen, long most) {
        policies = chosen;
        limit = most;
    }

    synchronized Refusals refusals(Instant now) {
        return new Refusals(policies, limit - letters.size(), now);
    }

    /// @return the letters that came
    synchronized List<DeadLetter> take(Knowledge before, Effect effect, Knowledge after) {
        for (LetterEdit edit : LetterEdit.of(before, effect, after)) {
            switch (edit) {
                case LetterEdit.Add(DeadLetter letter) -> letters.put(letter.id(), letter);
                case LetterEdit.Remove(long id) -> letters.remove(id);
            }
        }
        return effect.letters().stream()
                .filter(LetterEdit.Add.class::isInstance)
                .map(edit -> ((LetterEdit.Add) edit).letter())
                .toList();
    }

    /// What was held was set free.
    synchronized void released() {
        letters.values().removeIf(letter -> letter.policy() == RefusalPolicy.HOLD);
    }

    synchronized Map<Long, DeadLetter> copy() {
        return new TreeMap<>(letters);
    }

    synchronized void restore(Map<Long, DeadLetter> copy) {
        letters = new TreeMap<>(copy);
    }

    void forgetListeners() {
        listeners.clear();
    }

    @Override
    public CompletionStage<List<DeadLetter>> list(@Nullable String model, long afterId, int most) {
        return CompletableFuture.completedStage(
                copy().values().stream()
                        .filter(letter -> letter.id() > afterId)
                        .filter(letter -> model == null || letter.key().model().equals(model))
                        .limit(most)
                        .toList());
    }

    @Override
    public CompletionStage<Optional<DeadLetter>> get(long id) {
        return CompletableFuture.completedStage(Optional.ofNullable(copy().get(id)));
    }

    @Override
    public CompletionStage<Counts> counts() {
        List<DeadLetter> all = List.copyOf(copy().values());
        return CompletableFuture.completedStage(
                new Counts(
                        all.size(),
                        all.stream()
                                .filter(letter -> letter.policy() == RefusalPolicy.HOLD)
                                .count()));
    }

    @Override
    public CompletionStage<Outcome> decide(long id, LetterRequest request) {
        DeadLetter letter = copy().get(id);
        if (letter == null) {
            return CompletableFuture.completedStage(new Outcome.Unknown());
        }
        Outcome outcome =
                items.decide(
                        letter,
                        knowledge -> rules.decide(knowledge, letter, request, surroundings));
        if (outcome instanceof Outcome.Done) {
            listeners.forEach(Runnable::run);
        }
        return CompletableFuture.completedStage(outcome);
    }

    @Override
    public void onDecided(Runnable listener) {
        listeners.add(listener);
    }
}
