package dev.outrigger.testing;

import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.GroupedPages;
import dev.outrigger.replica.GroupedQuery;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReplicaStore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Reads of many groups, one after the other, from a store that answers at once.
public record InMemoryGroupedReads(ReplicaStore store) implements GroupedReads {
    @Override
    public CompletionStage<GroupedPages> pages(GroupedQuery query) {
        GroupedPages.Read read =
                new GroupedPages.Read(
                        query.groups().stream().map(values -> page(query, values)).toList());
        return CompletableFuture.completedStage(
                read.items() > query.together() ? new GroupedPages.TooMany() : read);
    }

    private Query.Page page(GroupedQuery grouped, List<Object> values) {
        Query query = grouped.query();
        List<Predicate> parts = new ArrayList<>(List.of(query.predicate()));
        for (int part = 0; part < values.size(); part++) {
            parts.add(
                    new Predicate.Test(
                            grouped.by().get(part), Operator.EQ, List.of(values.get(part))));
        }
        Query ofGroup =
                new Query(
                        query.model(),
                        new Predicate.And(parts),
                        query.sort(),
                        query.limit(),
                        query.start());
        return store.query(ofGroup).toCompletableFuture().join();
    }
}
