package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.Rulebook;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.KeySnapshot;
import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import java.util.List;
import java.util.Map;

/// Answers which keys a model has. Each answer reads the whole table, and counts as a full page.
record KeyDigestFetchers(BackendTables tables, Rulebook rules) {
    private static final int COST = 1_000;

    /// `_digestPosts`.
    DataFetcher<Object> digest(Model model) {
        return guarded(
                environment ->
                        tables.keyDigest(model, buckets(environment), new Predicate.All())
                                .thenApply(KeyDigestFetchers::sent));
    }

    /// `_keysOfPosts`.
    DataFetcher<Object> keys(Model model) {
        return guarded(
                environment -> {
                    List<Integer> numbers = environment.getArgumentOrDefault("in", List.of());
                    return tables.keysIn(model, buckets(environment), numbers, new Predicate.All())
                            .thenApply(KeyDigestFetchers::bounded);
                });
    }

    /// Keys are only told where everybody who is let in may see every item.
    private DataFetcher<Object> guarded(DataFetcher<?> fetcher) {
        return environment ->
                rules.open()
                        ? fetcher.get(environment)
                        : DataFetcherResult.newResult()
                                .error(NotAuthorized.to(environment))
                                .build();
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
