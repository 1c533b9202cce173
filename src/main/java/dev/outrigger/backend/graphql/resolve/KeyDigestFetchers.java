package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.KeySnapshot;
import dev.outrigger.contract.KeyDigest;
import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.graphql.execution.ReadBudget;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Answers which keys a model has. Each answer reads the whole table, and counts as a full page.
record KeyDigestFetchers(BackendTables tables, Access access) {
    private static final int COST = 1_000;

    /// `_digestPosts`.
    DataFetcher<CompletionStage<Map<String, Object>>> digest(Model model) {
        return environment ->
                tables.keyDigest(model, buckets(environment), visible(model, environment))
                        .thenApply(KeyDigestFetchers::sent);
    }

    /// `_keysOfPosts`.
    DataFetcher<CompletionStage<List<String>>> keys(Model model) {
        return environment -> {
            List<Integer> numbers = environment.getArgumentOrDefault("in", List.of());
            Predicate visible = visible(model, environment);
            return tables.keysIn(model, buckets(environment), numbers, visible)
                    .thenApply(KeyDigestFetchers::bounded);
        };
    }

    /// `_estimatePosts`: null for whoever sees a part of the items, since all are counted.
    DataFetcher<CompletionStage<@Nullable Integer>> estimate(Model model) {
        return environment ->
                visible(model, environment) instanceof Predicate.All
                        ? tables.estimate(model).thenApply(KeyDigestFetchers::inRange)
                        : CompletableFuture.completedStage(null);
    }

    private static @Nullable Integer inRange(OptionalLong items) {
        return items.isPresent() ? (int) Math.min(items.getAsLong(), Integer.MAX_VALUE) : null;
    }

    /// The keys of the items that a sync would bring.
    private Predicate visible(Model model, DataFetchingEnvironment environment) {
        return access.permission(model, Set.of(Action.SYNC), environment).predicate();
    }

    private static int buckets(DataFetchingEnvironment environment) {
        int buckets = environment.getArgumentOrDefault("buckets", 0);
        if (!KeyDigest.isPossible(buckets)) {
            throw new ArgumentRefused(
                    "The argument buckets must be a power of two from 1 to "
                            + KeyDigest.MOST_BUCKETS
                            + ", found "
                            + buckets);
        }
        ReadBudget.of(environment).spend(COST);
        return buckets;
    }

    private static Map<String, Object> sent(KeySnapshot snapshot) {
        return Map.of(
                "startedAt",
                snapshot.startedAt().toEpochMilli(),
                "buckets",
                snapshot.digest().sent());
    }

    private static List<String> bounded(List<String> keys) {
        if (keys.size() > BackendTables.MOST_KEYS) {
            throw new ArgumentRefused(
                    "The buckets of the argument in hold more than "
                            + BackendTables.MOST_KEYS
                            + " keys together; ask for fewer of them, or for more buckets");
        }
        return keys;
    }
}
