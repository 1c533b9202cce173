package dev.outrigger.contract;

import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every operation that a replica sends for one model, in the words of Amplify's own clients.
///
/// @param sync a page of a base or delta sync
/// @param get one item by its key
/// @param subscriptions each tells of the mutations of its kind
public record Operations(Operation sync, Operation get, ByKind mutations, ByKind subscriptions) {
    /// One operation for each kind of mutation.
    public record ByKind(Operation create, Operation update, Operation delete) {
        private static ByKind of(Function<Mutation.Kind, Operation> operation) {
            return new ByKind(
                    operation.apply(Mutation.Kind.CREATE),
                    operation.apply(Mutation.Kind.UPDATE),
                    operation.apply(Mutation.Kind.DELETE));
        }

        public Operation of(Mutation.Kind kind) {
            return switch (kind) {
                case CREATE -> create;
                case UPDATE -> update;
                case DELETE -> delete;
            };
        }

        public List<Operation> all() {
            return List.of(create, update, delete);
        }
    }

    public static Operations of(Schema schema, Model model) {
        SelectionSet selection = new SelectionSet(schema);
        String item = selection.ofItem(model);
        String answer = selection.ofMutation(model);
        return new Operations(
                sync(model, item),
                get(model, item),
                ByKind.of(kind -> mutation(kind, model.name(), answer)),
                ByKind.of(kind -> subscription(kind, model.name(), item)));
    }

    private static Operation sync(Model model, String item) {
        String field = "sync" + model.plural();
        return new Operation(
                field,
                "query operation($limit: Int, $nextToken: String, $lastSync: AWSTimestamp) { "
                        + field
                        + "(limit: $limit, nextToken: $nextToken, lastSync: $lastSync) { items "
                        + item
                        + " nextToken startedAt } }");
    }

    private static Operation get(Model model, String item) {
        String field = "get" + model.name();
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

    private static String keyType(Model model, String name) {
        return model.field(name).map(Field::type).map(FieldType::typeName).orElseThrow();
    }

    private static Operation mutation(Mutation.Kind kind, String model, String selection) {
        String field = verb(kind) + model;
        String input = "$input: " + capital(field) + "Input!";
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
                                    .formatted(input, model, field, selection));
        };
    }

    private static Operation subscription(Mutation.Kind kind, String model, String item) {
        String field = "on" + capital(verb(kind)) + model;
        return new Operation(field, "subscription operation { " + field + " " + item + " }");
    }

    private static String verb(Mutation.Kind kind) {
        return switch (kind) {
            case CREATE -> "create";
            case UPDATE -> "update";
            case DELETE -> "delete";
        };
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
