package dev.outrigger.contract;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

/// The operations of one model that take a filter.
///
/// @param sync a page of a base sync of what matches
/// @param subscriptions to creations and deletions of what matches, and to every update: of an item
///     that stops to match, a filtered subscription would not tell
public record SelectiveOperations(Operation sync, Operations.ByKind subscriptions) {
    public static SelectiveOperations of(Schema schema, Model model) {
        String item = new SelectionSet(schema).ofItem(model);
        return new SelectiveOperations(
                sync(model, item),
                Operations.ByKind.of(
                        kind ->
                                RootField.subscriptions(kind, model).stream()
                                        .findFirst()
                                        .map(field -> subscription(kind, field, model, item))));
    }

    /// Whether the subscription to mutations of a kind takes the filter.
    public static boolean filters(Mutation.Kind kind) {
        return switch (kind) {
            case CREATE, DELETE -> true;
            case UPDATE -> false;
        };
    }

    private static Operation sync(Model model, String item) {
        String field = RootField.sync(model);
        return new Operation(
                field,
                ("query operation($limit: Int, $nextToken: String, $lastSync: AWSTimestamp,"
                                + " $filter: %s) { %s(limit: $limit,"
                                + " nextToken: $nextToken, lastSync: $lastSync, filter: $filter)"
                                + " { items %s nextToken startedAt } }")
                        .formatted(RootField.filterType(model), field, item));
    }

    private static Operation subscription(
            Mutation.Kind kind, String field, Model model, String item) {
        return filters(kind)
                ? new Operation(
                        field,
                        ("subscription operation($filter: %s)" + " { %s(filter: $filter) %s }")
                                .formatted(RootField.subscriptionFilterType(model), field, item))
                : new Operation(field, "subscription operation { " + field + " " + item + " }");
    }
}
