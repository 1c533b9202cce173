package dev.outrigger.backend.table;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.SortTest;

import java.util.ArrayList;
import java.util.List;

/// A read of the items of one model in a certain order.
///
/// @param partition fields whose values the caller gives; empty for all items
/// @param sort fields that order the items of one partition, before the key; items that have none
///     of these values are not part of the order and are not found
/// @param tests limit the sort fields; all must hold
public record ItemQuery(
        Model model,
        List<Field> partition,
        List<Field> sort,
        List<SortTest> tests,
        Direction direction) {
    public ItemQuery {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
        tests = List.copyOf(tests);
    }

    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /// All items, in the order of their keys.
    public static ItemQuery all(Model model) {
        return new ItemQuery(model, List.of(), List.of(), List.of(), Direction.ASCENDING);
    }

    /// The items with given values in some fields, in the order of their keys.
    public static ItemQuery by(Model model, List<String> fields) {
        List<Field> partition =
                fields.stream().map(name -> model.field(name).orElseThrow()).toList();
        return new ItemQuery(model, partition, List.of(), List.of(), Direction.ASCENDING);
    }

    /// The fields that order the rows of a partition and tell them apart.
    List<Field> order() {
        List<Field> order = new ArrayList<>(sort);
        model.key().fields().stream()
                .map(name -> model.field(name).orElseThrow())
                .filter(field -> !order.contains(field) && !partition.contains(field))
                .forEach(order::add);
        return order;
    }

    /// What a token of this read begins with, so that no other read takes it.
    String signature() {
        return String.join(
                "/",
                model.name(),
                String.valueOf(partition.stream().map(Field::name).toList()),
                String.valueOf(sort.stream().map(Field::name).toList()),
                direction.name());
    }
}
