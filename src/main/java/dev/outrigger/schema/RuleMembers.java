package dev.outrigger.schema;

import dev.outrigger.model.NearestName;

import graphql.language.ArrayValue;
import graphql.language.EnumValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The members of one rule of `@auth`, read as the types that they have. A value of another type is
/// a finding, and reads like an absent one.
///
/// @param called for messages, such as `@auth on Post`
record RuleMembers(ObjectValue rule, DirectiveArguments arguments, String called) {
    /// Finds members that no rule has, and those given twice.
    void expectOnly(List<String> known) {
        Set<String> met = new HashSet<>();
        for (ObjectField member : rule.getObjectFields()) {
            String name = member.getName();
            if (!known.contains(name)) {
                wrong("a rule has no " + name + ": " + NearestName.hint(name, known));
            } else if (!met.add(name)) {
                wrong(name + " is given twice in one rule");
            }
        }
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /// True for null and for an empty list.
    boolean isNothing(String name) {
        Value<?> value = value(name);
        return value instanceof NullValue
                || (value instanceof ArrayValue list && list.getValues().isEmpty());
    }

    /// A string that is not empty.
    Optional<String> text(String name) {
        Value<?> value = value(name);
        if (value instanceof StringValue text && !text.getValue().isBlank()) {
            return Optional.of(text.getValue());
        }
        if (value != null) {
            wrong(name + " must be a string that is not empty");
        }
        return Optional.empty();
    }

    /// Strings; one alone counts as a list of one.
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Value<?> element : elements(name)) {
            if (element instanceof StringValue text && !text.getValue().isBlank()) {
                texts.add(text.getValue());
            }
        }
        if (has(name) && (texts.isEmpty() || texts.size() < elements(name).size())) {
            wrong(name + " must be a list of names");
        }
        return texts;
    }

    /// One of the known words, which stand without quotes.
    Optional<String> word(String name, List<String> known) {
        Value<?> value = value(name);
        return value == null ? Optional.empty() : known(name, value, known);
    }

    /// Some of the known words; one alone counts as a list of one.
    List<String> words(String name, List<String> known) {
        return elements(name).stream()
                .flatMap(element -> known(name, element, known).stream())
                .toList();
    }

    void wrong(String message) {
        arguments.findings().add(arguments.place("rules"), called + ": " + message);
    }

    private Optional<String> known(String name, Value<?> value, List<String> known) {
        if (value instanceof EnumValue word && known.contains(word.getName())) {
            return Optional.of(word.getName());
        }
        wrong(
                value instanceof EnumValue word
                        ? name
                                + " knows no "
                                + word.getName()
                                + ": "
                                + NearestName.hint(word.getName(), known)
                        : name + " must be of the words " + String.join(", ", known));
        return Optional.empty();
    }

    private List<? extends Value<?>> elements(String name) {
        return switch (value(name)) {
            case null -> List.of();
            case ArrayValue list -> list.getValues().stream().map(RuleMembers::of).toList();
            case Value<?> single -> List.of(single);
        };
    }

    /// The parser's lists hold raw values.
    private static Value<?> of(Value<?> value) {
        return value;
    }

    private @Nullable Value<?> value(String name) {
        return rule.getObjectFields().stream()
                .filter(member -> member.getName().equals(name))
                .<@Nullable Value<?>>map(ObjectField::getValue)
                .findFirst()
                .orElse(null);
    }
}
