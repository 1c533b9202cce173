package dev.outrigger.testing;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.predicate.ValueOrder;
import dev.outrigger.replica.Aggregates;
import dev.outrigger.replica.Aggregation;
import dev.outrigger.replica.Aggregation.Measure;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReplicaStore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Aggregates over the items of a store that answers at once.
public record InMemoryAggregates(ReplicaStore store) implements Aggregates {
    @Override
    public CompletionStage<Outcome> aggregate(Aggregation aggregation) {
        Map<List<@Nullable Object>, List<Item>> groups = new LinkedHashMap<>();
        if (aggregation.by().isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (Item item : matching(aggregation)) {
            List<@Nullable Object> key = new ArrayList<>();
            aggregation.by().forEach(field -> key.add(item.value(field.name())));
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(item);
        }
        List<Group> sorted = new ArrayList<>();
        groups.forEach((key, items) -> sorted.add(group(aggregation, key, items)));
        sorted.sort(Comparator.comparing(Group::key, InMemoryAggregates::compare));
        if (sorted.stream()
                .flatMap(group -> group.values().stream())
                .anyMatch(value -> value instanceof Double number && number.isInfinite())) {
            return CompletableFuture.completedStage(new Outcome.OutOfRange());
        }
        return CompletableFuture.completedStage(
                new Outcome.Groups(
                        sorted.stream().limit(aggregation.limit()).toList(),
                        sorted.size() > aggregation.limit()));
    }

    private List<Item> matching(Aggregation aggregation) {
        Query all =
                new Query(
                        aggregation.model(),
                        aggregation.predicate(),
                        List.of(),
                        Integer.MAX_VALUE,
                        new Query.Start.Offset(0));
        return store.query(all).toCompletableFuture().join().items().stream()
                .map(read -> read.stored().item())
                .toList();
    }

    private static Group group(
            Aggregation aggregation, List<@Nullable Object> key, List<Item> items) {
        List<@Nullable Object> values = new ArrayList<>();
        aggregation.measures().forEach(measure -> values.add(value(measure, items)));
        return new Group(key, values);
    }

    private static @Nullable Object value(Measure measure, List<Item> items) {
        Field field = measure.field();
        if (field == null) {
            return (long) items.size();
        }
        List<Object> values =
                items.stream()
                        .map(item -> item.value(field.name()))
                        .filter(Objects::nonNull)
                        .toList();
        if (measure.kind() == Aggregation.Kind.COUNT) {
            return (long) values.size();
        }
        return values.isEmpty() ? null : some(measure.kind(), values);
    }

    private static Object some(Aggregation.Kind kind, List<Object> values) {
        double sum = 0;
        // As PostgreSQL adds them up: a stream would make up for what is rounded on the way.
        for (Object value : values) {
            sum += number(value);
        }
        return switch (kind) {
            case COUNT -> (long) values.size();
            case SUM -> values.getFirst() instanceof Integer ? (Object) (long) sum : (Object) sum;
            case AVERAGE -> sum / values.size();
            case MINIMUM -> values.stream().min(ValueOrder::compare).orElseThrow();
            case MAXIMUM -> values.stream().max(ValueOrder::compare).orElseThrow();
        };
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static int compare(List<@Nullable Object> some, List<@Nullable Object> others) {
        for (int part = 0; part < some.size(); part++) {
            Object one = some.get(part);
            Object other = others.get(part);
            int compared =
                    one == null || other == null
                            ? Boolean.compare(one != null, other != null)
                            : ValueOrder.compare(one, other);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
