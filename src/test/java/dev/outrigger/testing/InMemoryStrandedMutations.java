package dev.outrigger.testing;

import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.replica.StrandedMutations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Stranded mutations in memory.
public final class InMemoryStrandedMutations implements StrandedMutations {
    private final SortedMap<Long, StrandedMutation> mutations = new TreeMap<>();

    public void strand(StrandedMutation mutation) {
        mutations.putIfAbsent(mutation.id(), mutation);
    }

    boolean has(long id) {
        return mutations.containsKey(id);
    }

    void clear() {
        mutations.clear();
    }

    @Override
    public CompletionStage<List<StrandedMutation>> list(
            @Nullable String model, long afterId, int limit) {
        return CompletableFuture.completedStage(
                mutations.tailMap(afterId + 1).values().stream()
                        .filter(each -> model == null || model.equals(each.model()))
                        .limit(limit)
                        .toList());
    }

    @Override
    public CompletionStage<Optional<StrandedMutation>> get(long id) {
        return CompletableFuture.completedStage(Optional.ofNullable(mutations.get(id)));
    }

    @Override
    public CompletionStage<Long> count() {
        return CompletableFuture.completedStage((long) mutations.size());
    }

    @Override
    public CompletionStage<Boolean> discard(long id) {
        return CompletableFuture.completedStage(mutations.remove(id) != null);
    }
}
