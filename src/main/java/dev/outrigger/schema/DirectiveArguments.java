package dev.outrigger.schema;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.IntValue;
import graphql.language.Node;
import graphql.language.NullValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The arguments of one directive, read as the types that they have. A value of another type is a
/// finding, and reads like an absent one.
record DirectiveArguments(Directive directive, Findings findings) {
    private static final String LIST_OF_NAMES = "a list of field names";

    boolean has(String name) {
        return directive.getArgument(name) != null;
    }

    boolean isNull(String name) {
        return value(name) instanceof NullValue;
    }

    @Nullable Value<?> value(String name) {
        Argument argument = directive.getArgument(name);
        return argument == null ? null : argument.getValue();
    }

    /// The place of an argument, or of the directive when it is absent.
    Node<?> place(String name) {
        Argument argument = directive.getArgument(name);
        return argument == null ? directive : argument;
    }

    @Nullable String string(String name) {
        Value<?> value = value(name);
        if (value instanceof StringValue text && !text.getValue().isEmpty()) {
            return text.getValue();
        }
        if (value != null) {
            wrong(name, "a string that is not empty");
        }
        return null;
    }

    /// Names of fields; one name alone counts as a list of one.
    List<String> names(String name) {
        Value<?> value = value(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof StringValue text) {
            return List.of(text.getValue());
        }
        List<String> names = new ArrayList<>();
        if (value instanceof ArrayValue list) {
            for (Value<?> element : list.getValues()) {
                if (element instanceof StringValue text) {
                    names.add(text.getValue());
                } else {
                    wrong(name, LIST_OF_NAMES);
                }
            }
        }
        if (names.isEmpty()) {
            wrong(name, LIST_OF_NAMES);
        }
        return names;
    }

    /// Finds a value that is no whole number above 0.
    void expectCount(String name) {
        Value<?> value = value(name);
        boolean counts = value instanceof IntValue number && number.getValue().signum() > 0;
        if (value != null && !counts) {
            wrong(name, "a whole number above 0");
        }
    }

    /// A whole number, where it is one.
    int count(String name, int otherwise) {
        return value(name) instanceof IntValue number
                        && number.getValue().bitLength() < Integer.SIZE
                ? number.getValue().intValue()
                : otherwise;
    }

    void wrong(String name, String expected) {
        findings.add(place(name), called(name) + " must be " + expected);
    }

    private String called(String name) {
        return "argument " + name + " of @" + directive.getName();
    }
}
