package dev.outrigger.backend.graphql.sdl;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.List;

/// The types `Query`, `Mutation` and `Subscription`.
final class RootDefinitions {
    private static final String PAGING = "limit: Int, nextToken: String";
    private static final String SORT_DIRECTION = "sortDirection: ModelSortDirection";

    private final Schema schema;

    RootDefinitions(Schema schema) {
        this.schema = schema;
    }

    List<TypeDefinition> all() {
        List<String> queries = new ArrayList<>();
        List<String> mutations = new ArrayList<>();
        List<String> subscriptions = new ArrayList<>();
        for (Model model : schema.models()) {
            queries.addAll(queries(model));
            for (Mutation.Kind kind : Mutation.Kind.values()) {
                mutations.add(mutation(kind, model));
                subscriptions.add(subscription(kind, model));
            }
        }
        schema.models().forEach(model -> queries.addAll(indexQueries(model)));
        return List.of(
                TypeDefinition.type("Query", queries),
                TypeDefinition.type("Mutation", mutations),
                TypeDefinition.type("Subscription", subscriptions));
    }

    private static List<String> queries(Model model) {
        String filtered = "filter: " + TypeName.filter(model) + ", " + PAGING;
        String page = ": " + TypeName.connection(model);
        List<String> keyFields =
                KeyedRead.ofKey(model).partition().stream().map(Field::name).toList();
        String list =
                KeyedRead.listTakesKey(model)
                        ? keyArguments(model, keyFields) + filtered + ", " + SORT_DIRECTION
                        : filtered;
        return List.of(
                RootField.get(model) + "(" + key(model) + "): " + model.name(),
                RootField.list(model) + "(" + list + ")" + page,
                RootField.sync(model) + "(" + filtered + ", lastSync: AWSTimestamp)" + page);
    }

    private static String key(Model model) {
        return String.join(
                ", ",
                model.key().fields().stream()
                        .map(name -> name + ": " + typeName(model, name) + "!")
                        .toList());
    }

    private static String keyArguments(Model model, List<String> partition) {
        KeyedRead read = KeyedRead.ofKey(model);
        String first = partition.getFirst();
        return first + ": " + typeName(model, first) + ", " + sortArgument(read);
    }

    private static List<String> indexQueries(Model model) {
        return model.indexes().stream()
                .filter(index -> index.queryField() != null)
                .map(index -> indexQuery(model, index))
                .toList();
    }

    private static String indexQuery(Model model, Index index) {
        KeyedRead read = KeyedRead.ofIndex(model, index);
        Field partition = read.partition().getFirst();
        return "%s(%s: %s!, %s%s, filter: %s, %s): %s"
                .formatted(
                        index.queryField(),
                        partition.name(),
                        partition.type().typeName(),
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

    private static String mutation(Mutation.Kind kind, Model model) {
        return "%s(input: %s!, condition: %s): %s"
                .formatted(
                        RootField.mutation(kind, model),
                        RootField.inputType(kind, model),
                        TypeName.condition(model),
                        model.name());
    }

    private static String subscription(Mutation.Kind kind, Model model) {
        return "%s(filter: %s): %s @aws_subscribe(mutations: [\"%s\"])"
                .formatted(
                        RootField.subscription(kind, model),
                        TypeName.subscriptionFilter(model),
                        model.name(),
                        RootField.mutation(kind, model));
    }

    private static String typeName(Model model, String field) {
        return model.field(field).orElseThrow().type().typeName();
    }
}
