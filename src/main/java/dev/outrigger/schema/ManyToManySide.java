package dev.outrigger.schema;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One of the two fields of a `@manyToMany`, with Amplify's names for what it leads to.
record ManyToManySide(ObjectTypeDefinition type, FieldDefinition field, Directive directive) {
    String called() {
        return type.getName() + "." + field.getName();
    }

    /// The type that the field is a list of; empty when it is no list.
    String target() {
        return outer(field.getType()) instanceof ListType list
                ? TypeUse.nameOf(list.getType())
                : "";
    }

    /// What the joining model calls the item of this side.
    String role() {
        return Names.lowerFirst(type.getName());
    }

    /// The joining model's index by this side.
    String index() {
        return "by" + type.getName();
    }

    /// The joining model's foreign key. Its first field has its second word in upper case, the
    /// others not: so it is with Amplify.
    List<String> foreignKey() {
        List<String> key = key();
        List<String> names = new ArrayList<>();
        names.add(role() + Names.upperFirst(key.getFirst()));
        key.stream().skip(1).forEach(part -> names.add(role() + part));
        return names;
    }

    /// The fields of the primary key, before it was read and checked.
    List<String> key() {
        for (FieldDefinition candidate : type.getFieldDefinitions()) {
            for (Directive key : candidate.getDirectives(KnownDirective.PRIMARY_KEY.word())) {
                List<String> names = new ArrayList<>(List.of(candidate.getName()));
                names.addAll(texts(key.getArgument("sortKeyFields")));
                return names;
            }
        }
        return List.of("id");
    }

    /// The type of a field of the key.
    String keyType(String name) {
        return type.getFieldDefinitions().stream()
                .filter(candidate -> candidate.getName().equals(name))
                .map(candidate -> TypeUse.nameOf(candidate.getType()))
                .findFirst()
                .orElse("ID");
    }

    /// The rules of the type's `@auth`, which the joining model has too.
    List<Value<?>> rules() {
        List<Value<?>> rules = new ArrayList<>();
        for (Directive auth : type.getDirectives(KnownDirective.AUTH.word())) {
            Argument argument = auth.getArgument("rules");
            if (argument != null && argument.getValue() instanceof ArrayValue list) {
                list.getValues().forEach(rules::add);
            }
        }
        return rules;
    }

    private static List<String> texts(@Nullable Argument argument) {
        if (argument == null) {
            return List.of();
        }
        return switch (argument.getValue()) {
            case StringValue text -> List.of(text.getValue());
            case ArrayValue list ->
                    list.getValues().stream()
                            .filter(StringValue.class::isInstance)
                            .map(element -> ((StringValue) element).getValue())
                            .toList();
            case Value<?> _ -> List.of();
        };
    }

    private static Type<?> outer(Type<?> type) {
        return type instanceof NonNullType nonNull ? nonNull.getType() : type;
    }
}
