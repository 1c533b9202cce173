package dev.outrigger.graphql.execution;

import graphql.schema.DataFetchingEnvironment;

import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Collects what the items of one level ask of their relatives, so that these are read by one
/// statement for each question, however many items ask it.
///
/// @param <Q> a question, by which requests are told apart: equal ones are asked together
/// @param <A> what answers it for one item
public final class GroupLoader<Q, A> {
    private static final String NAME = "groups";

    private final Reading<Q, A> reading;

    /// Asks one question about many groups of items.
    ///
    /// @param <Q> the question
    /// @param <A> the answer for one group
    @FunctionalInterface
    public interface Reading<Q, A> {
        /// @param groups the values that join each item with its relatives
        /// @param budget items that may still be read; the reading spends what it reads
        /// @return the answers in the order of the groups
        CompletionStage<List<A>> read(Q question, List<List<Object>> groups, ReadBudget budget);
    }

    /// What one item asks.
    private record Wanted<Q>(Q question, List<Object> group) {}

    public GroupLoader(Reading<Q, A> reading) {
        this.reading = reading;
    }

    /// The answer for one item of those that ask this question.
    public CompletableFuture<A> load(
            Q question, List<Object> group, DataFetchingEnvironment environment) {
        return loader(environment).load(new Wanted<>(question, group));
    }

    /// What was read for a document may be other than it was, once it has written.
    public static void forgetReads(DataFetchingEnvironment environment) {
        environment.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
    }

    private DataLoader<Wanted<Q>, A> loader(DataFetchingEnvironment environment) {
        ReadBudget budget = ReadBudget.of(environment);
        return environment
                .getDataLoaderRegistry()
                .computeIfAbsent(
                        NAME,
                        name ->
                                DataLoaderFactory.newDataLoader(
                                        name, (List<Wanted<Q>> all) -> load(all, budget)));
    }

    private CompletionStage<List<A>> load(List<Wanted<Q>> all, ReadBudget budget) {
        Map<Q, List<Integer>> together = new LinkedHashMap<>();
        for (int place = 0; place < all.size(); place++) {
            together.computeIfAbsent(all.get(place).question(), _ -> new ArrayList<>()).add(place);
        }
        List<CompletableFuture<?>> reads = new ArrayList<>();
        Map<Integer, A> answers = new ConcurrentHashMap<>();
        together.forEach(
                (question, places) ->
                        reads.add(
                                reading.read(question, groups(all, places), budget)
                                        .thenAccept(found -> spread(found, places, answers))
                                        .toCompletableFuture()));
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(_ -> inOrder(answers, all.size()));
    }

    private static <Q> List<List<Object>> groups(List<Wanted<Q>> all, List<Integer> places) {
        return places.stream().map(all::get).map(Wanted::group).toList();
    }

    private static <A> void spread(List<A> found, List<Integer> places, Map<Integer, A> answers) {
        for (int index = 0; index < places.size(); index++) {
            answers.put(places.get(index), found.get(index));
        }
    }

    private static <A> List<A> inOrder(Map<Integer, A> answers, int count) {
        List<A> ordered = new ArrayList<>(count);
        for (int place = 0; place < count; place++) {
            ordered.add(answers.get(place));
        }
        return ordered;
    }
}
