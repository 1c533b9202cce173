package dev.outrigger.schema;

import dev.outrigger.model.Generation;
import dev.outrigger.model.NearestName;
import dev.outrigger.model.OperationNames;

import graphql.language.ArrayValue;
import graphql.language.EnumValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what `@model` says of `queries`, `mutations` and `subscriptions`: other names, or null for
/// an operation that shall not be.
final class OperationReader {
    private static final String LEVEL = "level";
    private static final List<String> LEVELS = List.of("off", "public", "on");

    private final ObjectTypeDefinition type;
    private final Generation generation;
    private final DirectiveArguments arguments;

    OperationReader(ObjectTypeDefinition type, Generation generation, Findings findings) {
        this.type = type;
        this.generation = generation;
        this.arguments =
                new DirectiveArguments(
                        type.getDirectives(KnownDirective.MODEL.word()).getFirst(), findings);
    }

    OperationNames names() {
        OperationNames standard = StandardNames.of(type.getName(), generation);
        Map<String, List<String>> queries =
                read("queries", Map.of("get", one(standard.get()), "list", one(standard.list())));
        Map<String, List<String>> mutations =
                read(
                        "mutations",
                        Map.of(
                                "create", one(standard.mutations().create()),
                                "update", one(standard.mutations().update()),
                                "delete", one(standard.mutations().delete())));
        return new OperationNames(
                first(queries, "get"),
                first(queries, "list"),
                standard.sync(),
                new OperationNames.Mutations(
                        first(mutations, "create"),
                        first(mutations, "update"),
                        first(mutations, "delete")),
                subscriptions(standard.subscriptions(), mutations));
    }

    /// Only for mutations that there are.
    private OperationNames.Subscriptions subscriptions(
            OperationNames.Subscriptions standard, Map<String, List<String>> mutations) {
        Map<String, List<String>> names =
                read(
                        "subscriptions",
                        Map.of(
                                "onCreate", standard.onCreate(),
                                "onUpdate", standard.onUpdate(),
                                "onDelete", standard.onDelete()));
        String level = level();
        boolean off = level.equals("off");
        return new OperationNames.Subscriptions(
                off || mutations.get("create").isEmpty() ? List.of() : names.get("onCreate"),
                off || mutations.get("update").isEmpty() ? List.of() : names.get("onUpdate"),
                off || mutations.get("delete").isEmpty() ? List.of() : names.get("onDelete"),
                level.equals("public") ? OperationNames.Level.PUBLIC : OperationNames.Level.ON);
    }

    private String level() {
        for (ObjectField member : members("subscriptions")) {
            if (member.getName().equals(LEVEL)) {
                if (member.getValue() instanceof EnumValue word
                        && LEVELS.contains(word.getName())) {
                    return word.getName();
                }
                arguments.wrong("subscriptions", "an object whose level is off, public or on");
            }
        }
        return "on";
    }

    /// The names of each kind of an argument.
    private Map<String, List<String>> read(String argument, Map<String, List<String>> standard) {
        Map<String, List<String>> names = new LinkedHashMap<>(standard);
        if (arguments.isNull(argument)) {
            names.replaceAll((_, _) -> List.of());
            return names;
        }
        boolean others =
                members(argument).stream().anyMatch(member -> !member.getName().equals(LEVEL));
        if (generation == Generation.FIRST && others) {
            // To the older transformer a kind that is not named here is not wanted.
            names.replaceAll((_, _) -> List.of());
        }
        for (ObjectField member : members(argument)) {
            if (standard.containsKey(member.getName())) {
                if (generation == Generation.FIRST || !isEmptyList(member)) {
                    names.put(member.getName(), given(argument, member));
                }
            } else if (!argument.equals("subscriptions") || !member.getName().equals(LEVEL)) {
                arguments
                        .findings()
                        .add(
                                arguments.place(argument),
                                argument
                                        + " of @model has no "
                                        + member.getName()
                                        + ": "
                                        + NearestName.hint(
                                                member.getName(),
                                                standard.keySet().stream().sorted().toList()));
            }
        }
        return names;
    }

    /// To the newer transformer an empty list leaves what is there without it.
    private static boolean isEmptyList(ObjectField member) {
        return member.getValue() instanceof ArrayValue list && list.getValues().isEmpty();
    }

    private List<ObjectField> members(String argument) {
        return switch (arguments.value(argument)) {
            case null -> List.of();
            case NullValue _ -> List.of();
            case ObjectValue object -> object.getObjectFields();
            case Value<?> _ -> {
                arguments.wrong(argument, "an object with names, or null for none");
                yield List.of();
            }
        };
    }

    private List<String> given(String argument, ObjectField member) {
        List<String> names = new ArrayList<>();
        boolean several = argument.equals("subscriptions");
        switch (member.getValue()) {
            case NullValue _ -> {}
            case ArrayValue list when several ->
                    list.getValues().forEach(element -> name(element).ifPresent(names::add));
            case Value<?> value -> name(value).ifPresent(names::add);
        }
        boolean expected =
                switch (member.getValue()) {
                    case NullValue _ -> names.isEmpty();
                    case ArrayValue list -> names.size() == list.getValues().size();
                    case Value<?> _ -> names.size() == 1;
                };
        if (!expected) {
            arguments.wrong(
                    argument,
                    "an object of names, but "
                            + member.getName()
                            + (several ? " is no list of them" : " is none"));
        }
        return names;
    }

    private static Optional<String> name(Value<?> value) {
        return value instanceof StringValue text
                        && text.getValue().matches("[A-Za-z_][_0-9A-Za-z]*")
                ? Optional.of(text.getValue())
                : Optional.empty();
    }

    private static List<String> one(@Nullable String name) {
        return name == null ? List.of() : List.of(name);
    }

    private static @Nullable String first(Map<String, List<String>> names, String kind) {
        return names.get(kind).stream().findFirst().orElse(null);
    }
}
