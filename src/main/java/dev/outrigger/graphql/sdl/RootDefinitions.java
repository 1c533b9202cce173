package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.CustomOperation;
import dev.outrigger.model.Field;
import dev.outrigger.model.Generation;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The types `Query`, `Mutation` and `Subscription`.
final class RootDefinitions {
    private static final String PAGING = "limit: Int, nextToken: String";
    private static final String SORT_DIRECTION = "sortDirection: ModelSortDirection";

    private final Schema schema;
    private final Offered offered;

    RootDefinitions(Schema schema, Offered offered) {
        this.schema = schema;
        this.offered = offered;
    }

    List<TypeDefinition> all() {
        List<String> queries = new ArrayList<>();
        List<String> mutations = new ArrayList<>();
        List<String> subscriptions = new ArrayList<>();
        for (CustomOperation operation : schema.text().operations()) {
            switch (operation.root()) {
                case QUERY -> queries.add(custom(operation));
                case MUTATION -> mutations.add(custom(operation));
                case SUBSCRIPTION -> subscriptions.add(custom(operation));
            }
        }
        for (Model model : schema.models()) {
            queries.addAll(queries(model));
            for (Mutation.Kind kind : Mutation.Kind.values()) {
                mutations.addAll(mutation(kind, model));
                subscriptions.addAll(subscriptions(kind, model));
            }
        }
        schema.models().forEach(model -> queries.addAll(indexQueries(model)));
        return List.of(
                TypeDefinition.type("Query", queries),
                TypeDefinition.type("Mutation", mutations),
                TypeDefinition.type("Subscription", subscriptions));
    }

    private static String custom(CustomOperation operation) {
        return Stream.concat(Stream.of(operation.signature()), operation.directives().stream())
                .collect(Collectors.joining(" "));
    }

    private List<String> queries(Model model) {
        String filtered = "filter: " + TypeName.filter(model) + ", " + PAGING;
        String page = ": " + TypeName.connection(model);
        List<String> keyFields =
                KeyedRead.ofKey(model).partition().stream().map(Field::name).toList();
        String list =
                KeyedRead.listTakesKey(model)
                        ? keyArguments(model, keyFields) + filtered + ", " + SORT_DIRECTION
                        : filtered;
        List<String> queries = new ArrayList<>();
        RootField.get(model)
                .ifPresent(name -> queries.add(name + "(" + key(model) + "): " + model.name()));
        RootField.list(model).ifPresent(name -> queries.add(name + "(" + list + ")" + page));
        if (offered.sync(model)) {
            queries.add(
                    RootField.sync(model) + "(" + filtered + ", lastSync: AWSTimestamp)" + page);
        }
        return queries;
    }

    private static String key(Model model) {
        return String.join(
                ", ",
                model.key().fields().stream()
                        .map(name -> name + ": " + TypeName.key(model, name) + "!")
                        .toList());
    }

    private static String keyArguments(Model model, List<String> partition) {
        KeyedRead read = KeyedRead.ofKey(model);
        String first = partition.getFirst();
        return first + ": " + typeName(model, first) + ", " + sortArgument(read);
    }

    private List<String> indexQueries(Model model) {
        return model.indexes().stream()
                .filter(index -> index.queryField() != null)
                .map(index -> indexQuery(model, index))
                .toList();
    }

    private String indexQuery(Model model, Index index) {
        KeyedRead read = KeyedRead.ofIndex(model, index);
        Field partition = read.partition().getFirst();
        String required = schema.generation() == Generation.FIRST ? "" : "!";
        return "%s(%s: %s%s, %s%s, filter: %s, %s): %s"
                .formatted(
                        index.queryField(),
                        partition.name(),
                        partition.type().typeName(),
                        required,
                        sortArgument(read),
                        SORT_DIRECTION,
                        TypeName.filter(model),
                        PAGING,
                        TypeName.connection(model));
    }

    /// The condition on the sort fields with a comma behind it, or nothing.
    static String sortArgument(KeyedRead read) {
        return read.sortArgument()
                .map(name -> name + ": " + read.conditionType() + ", ")
                .orElse("");
    }

    /// The arguments of a has-many relation.
    static String childrenArguments(KeyedRead read) {
        return sortArgument(read)
                + "filter: "
                + TypeName.filter(read.model())
                + ", "
                + SORT_DIRECTION
                + ", "
                + PAGING;
    }

    private static List<String> mutation(Mutation.Kind kind, Model model) {
        return RootField.mutation(kind, model).stream()
                .map(
                        name ->
                                "%s(input: %s!, condition: %s): %s"
                                        .formatted(
                                                name,
                                                RootField.inputType(kind, model),
                                                TypeName.condition(model),
                                                model.name()))
                .toList();
    }

    private List<String> subscriptions(Mutation.Kind kind, Model model) {
        List<String> arguments = new ArrayList<>();
        switch (schema.generation()) {
            case FIRST -> arguments.addAll(FirstGenerationOwners.arguments(schema, model));
            case SECOND -> {
                arguments.add("filter: " + TypeName.subscriptionFilter(model));
                Owners.subscribing(model).forEach(name -> arguments.add(name + ": String"));
            }
        }
        String list = arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")";
        String mutation = RootField.mutation(kind, model).orElse("");
        return RootField.subscriptions(kind, model).stream()
                .map(
                        name ->
                                "%s%s: %s @aws_subscribe(mutations: [\"%s\"])"
                                        .formatted(name, list, model.name(), mutation))
                .toList();
    }

    private static String typeName(Model model, String field) {
        return model.field(field).orElseThrow().type().typeName();
    }
}
