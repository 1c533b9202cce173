package dev.outrigger.contract;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every operation that a replica sends for one model, in the words of Amplify's own clients.
///
/// @param sync a page of a base or delta sync
/// @param get one item by its key; null where the schema has no such query
/// @param mutations those that the schema has
/// @param subscriptions each tells of the mutations of its kind; those that the schema has
public record Operations(
        Operation sync, @Nullable Operation get, ByKind mutations, ByKind subscriptions) {
    /// At most one operation for each kind of mutation.
    public record ByKind(
            @Nullable Operation create, @Nullable Operation update, @Nullable Operation delete) {
        static ByKind of(Function<Mutation.Kind, Optional<Operation>> operation) {
            return new ByKind(
                    operation.apply(Mutation.Kind.CREATE).orElse(null),
                    operation.apply(Mutation.Kind.UPDATE).orElse(null),
                    operation.apply(Mutation.Kind.DELETE).orElse(null));
        }

        public Optional<Operation> of(Mutation.Kind kind) {
            return Optional.ofNullable(
                    switch (kind) {
                        case CREATE -> create;
                        case UPDATE -> update;
                        case DELETE -> delete;
                    });
        }

        public List<Operation> all() {
            return Stream.of(Mutation.Kind.values()).flatMap(kind -> of(kind).stream()).toList();
        }
    }

    public static Operations of(Schema schema, Model model) {
        String item = new SelectionSet(schema).ofItem(model);
        Calls calls = Calls.of(schema, model);
        return new Operations(
                sync(model, item),
                calls.get().map(call -> call.alone(Call.Verb.QUERY)).orElse(null),
                ByKind.of(kind -> calls.mutation(kind).map(call -> call.alone(Call.Verb.MUTATION))),
                // Where there are several names they all tell the same.
                ByKind.of(
                        kind ->
                                RootField.subscriptions(kind, model).stream()
                                        .findFirst()
                                        .map(field -> subscription(field, item))));
    }

    private static Operation sync(Model model, String item) {
        String field = RootField.sync(model);
        return new Operation(
                field,
                "query operation($limit: Int, $nextToken: String, $lastSync: AWSTimestamp) { "
                        + field
                        + "(limit: $limit, nextToken: $nextToken, lastSync: $lastSync) { items "
                        + item
                        + " nextToken startedAt } }");
    }

    private static Operation subscription(String field, String item) {
        return new Operation(field, "subscription operation { " + field + " " + item + " }");
    }
}
