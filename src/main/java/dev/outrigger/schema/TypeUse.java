package dev.outrigger.schema;

import dev.outrigger.model.Shape;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

/// How a field uses a type: the type's name and the shape around it.
record TypeUse(String typeName, Shape shape) {
    /// The use that GraphQL writes as `type`; lists of lists are a finding, and read as one list.
    static TypeUse of(Type<?> type, String fieldName, Findings findings) {
        boolean required = type instanceof NonNullType;
        Type<?> outer = unwrapped(type);
        if (!(outer instanceof ListType list)) {
            return new TypeUse(nameOf(outer), new Shape.Single(required));
        }
        Type<?> element = list.getType();
        Type<?> inner = unwrapped(element);
        if (inner instanceof ListType) {
            findings.add(type, fieldName + " is a list of lists, which is not supported");
        }
        return new TypeUse(
                nameOf(inner), new Shape.ListOf(required, element instanceof NonNullType));
    }

    boolean isList() {
        return shape instanceof Shape.ListOf;
    }

    private static Type<?> unwrapped(Type<?> type) {
        return type instanceof NonNullType nonNull ? nonNull.getType() : type;
    }

    /// The name of the type inside all brackets.
    static String nameOf(Type<?> type) {
        return switch (type) {
            case TypeName name -> name.getName();
            case NonNullType nonNull -> nameOf(nonNull.getType());
            case ListType list -> nameOf(list.getType());
            case Type<?> other ->
                    throw new IllegalStateException("not a type of GraphQL: " + other);
        };
    }
}
