package dev.outrigger.contract;

import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        private static ByKind of(Function<Mutation.Kind, Optional<Operation>> operation) {
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
        SelectionSet selection = new SelectionSet(schema);
        String item = selection.ofItem(model);
        String answer = selection.ofMutation(model);
        return new Operations(
                sync(model, item),
                RootField.get(model).map(field -> get(field, model, item)).orElse(null),
                ByKind.of(
                        kind ->
                                RootField.mutation(kind, model)
                                        .map(field -> mutation(kind, field, model, answer))),
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

    private static Operation get(String field, Model model, String item) {
        String declared =
                model.key().fields().stream()
                        .map(name -> "$" + name + ": " + keyType(model, name) + "!")
                        .collect(Collectors.joining(", "));
        String passed =
                model.key().fields().stream()
                        .map(name -> name + ": $" + name)
                        .collect(Collectors.joining(", "));
        return new Operation(
                field,
                "query operation(%s) { %s(%s) %s }".formatted(declared, field, passed, item));
    }

    /// AppSync's `getX` takes an `ID` wherever the schema names no key, also where `id` is a
    /// String.
    private static String keyType(Model model, String name) {
        if (model.key().kind() == PrimaryKey.Kind.MANAGED_ID) {
            return Scalar.ID.typeName();
        }
        return model.field(name).map(Field::type).map(FieldType::typeName).orElseThrow();
    }

    private static Operation mutation(
            Mutation.Kind kind, String field, Model model, String selection) {
        String input = "$input: " + RootField.inputType(kind, model) + "!";
        return switch (kind) {
            // The contract has no condition of a create but "the key is not taken".
            case CREATE ->
                    new Operation(
                            field,
                            "mutation operation(%s) { %s(input: $input) %s }"
                                    .formatted(input, field, selection));
            case UPDATE, DELETE ->
                    new Operation(
                            field,
                            ("mutation operation(%s, $condition: Model%sConditionInput) "
                                            + "{ %s(input: $input, condition: $condition) %s }")
                                    .formatted(input, model.name(), field, selection));
        };
    }

    private static Operation subscription(String field, String item) {
        return new Operation(field, "subscription operation { " + field + " " + item + " }");
    }
}
