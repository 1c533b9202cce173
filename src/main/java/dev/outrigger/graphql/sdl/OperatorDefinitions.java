package dev.outrigger.graphql.sdl;

import dev.outrigger.model.Field;
import dev.outrigger.model.Generation;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The types that hold operators and their operands; most are the same for every schema.
final class OperatorDefinitions {
    private static final List<String> ORDER = List.of("ne", "eq", "le", "lt", "ge", "gt");
    private static final List<String> KEY_ORDER = List.of("eq", "le", "lt", "ge", "gt");

    private final Schema schema;

    OperatorDefinitions(Schema schema) {
        this.schema = schema;
    }

    List<TypeDefinition> all() {
        List<TypeDefinition> types = new ArrayList<>();
        List.of("String", "ID").forEach(type -> types.add(textInput(type)));
        List.of("Int", "Float").forEach(type -> types.add(numberInput(type)));
        types.add(
                TypeDefinition.input("ModelBooleanInput", operators(List.of("ne", "eq"), "Boolean"))
                        .and(attribute()));
        if (schema.generation() == Generation.SECOND) {
            types.addAll(ofSubscriptions());
        }
        types.add(
                TypeDefinition.input("ModelSizeInput", operators(ORDER, "Int"))
                        .and(List.of("between: [Int]")));
        types.add(
                TypeDefinition.enumeration(
                        "ModelAttributeTypes",
                        List.of(
                                "binary",
                                "binarySet",
                                "bool",
                                "list",
                                "map",
                                "number",
                                "numberSet",
                                "string",
                                "stringSet",
                                "_null")));
        types.add(TypeDefinition.enumeration("ModelSortDirection", List.of("ASC", "DESC")));
        types.addAll(keyConditions());
        return types;
    }

    private static List<TypeDefinition> ofSubscriptions() {
        List<TypeDefinition> types = new ArrayList<>();
        List.of("String", "ID").forEach(type -> types.add(subscriptionTextInput(type)));
        List.of("Int", "Float").forEach(type -> types.add(subscriptionNumberInput(type)));
        types.add(
                TypeDefinition.input(
                        "ModelSubscriptionBooleanInput",
                        operators(List.of("ne", "eq"), "Boolean")));
        return types;
    }

    private static TypeDefinition textInput(String type) {
        return TypeDefinition.input("Model" + type + "Input", operators(ORDER, type))
                .and(contains(type))
                .and(List.of("between: [" + type + "]", "beginsWith: " + type))
                .and(attribute())
                .and(List.of("size: ModelSizeInput"));
    }

    private static TypeDefinition subscriptionTextInput(String type) {
        return TypeDefinition.input("ModelSubscription" + type + "Input", operators(ORDER, type))
                .and(contains(type))
                .and(List.of("between: [" + type + "]", "beginsWith: " + type))
                .and(membership(type));
    }

    private static TypeDefinition numberInput(String type) {
        return TypeDefinition.input("Model" + type + "Input", operators(ORDER, type))
                .and(List.of("between: [" + type + "]"))
                .and(attribute());
    }

    private static TypeDefinition subscriptionNumberInput(String type) {
        return TypeDefinition.input("ModelSubscription" + type + "Input", operators(ORDER, type))
                .and(List.of("between: [" + type + "]"))
                .and(membership(type));
    }

    /// Only those that some query or relation of the schema uses.
    private List<TypeDefinition> keyConditions() {
        Set<TypeDefinition> types = new LinkedHashSet<>();
        keyedReads()
                .filter(read -> !read.sort().isEmpty())
                .forEach(
                        read -> {
                            if (read.isComposite()) {
                                types.add(keyCondition(read.conditionType(), read.compositeType()));
                                types.add(composite(read));
                            } else {
                                types.add(
                                        keyCondition(
                                                read.conditionType(),
                                                TypeName.keyFamily(read.sort().getFirst())));
                            }
                        });
        return List.copyOf(types);
    }

    private Stream<KeyedRead> keyedReads() {
        Stream<KeyedRead> queries = schema.models().stream().flatMap(KeyedRead::defined);
        Stream<KeyedRead> children = schema.models().stream().flatMap(this::children);
        return Stream.concat(queries, children);
    }

    private Stream<KeyedRead> children(Model parent) {
        return parent.relations().stream()
                .filter(relation -> relation.kind() == Relation.Kind.HAS_MANY)
                .map(
                        relation ->
                                KeyedRead.ofChildren(schema.required(relation.target()), relation));
    }

    private static TypeDefinition keyCondition(String name, String operand) {
        boolean prefixes = !operand.equals("Int") && !operand.equals("Float");
        return TypeDefinition.input(name, operators(KEY_ORDER, operand))
                .and(List.of("between: [" + operand + "]"))
                .and(prefixes ? List.of("beginsWith: " + operand) : List.of());
    }

    /// Amplify writes the last field as what AppSync's own scalars are to GraphQL.
    private static TypeDefinition composite(KeyedRead read) {
        List<String> members = new ArrayList<>();
        for (Field field : read.sort()) {
            boolean last = field == read.sort().getLast() && field.type() instanceof Scalar;
            String type = last ? TypeName.keyFamily(field) : field.type().typeName();
            members.add(field.name() + ": " + type);
        }
        return TypeDefinition.input(read.compositeType(), members);
    }

    private static List<String> operators(List<String> words, String operand) {
        return words.stream().map(word -> word + ": " + operand).toList();
    }

    private static List<String> contains(String type) {
        return List.of("contains: " + type, "notContains: " + type);
    }

    private static List<String> membership(String type) {
        return List.of("in: [" + type + "]", "notIn: [" + type + "]");
    }

    private static List<String> attribute() {
        return List.of("attributeExists: Boolean", "attributeType: ModelAttributeTypes");
    }
}
