package dev.outrigger.schema;

import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;
import dev.outrigger.model.Timestamps;

import graphql.language.Directive;
import graphql.language.Node;
import graphql.language.ObjectField;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads `@model(timestamps: …)`: which fields hold when an item was created and last updated.
///
/// A field of that name which the type declares as AWSDateTime or String is filled by the backend
/// where the client leaves it out; declared as anything else it is only the client's.
final class TimestampReader {
    private static final String CREATED = "createdAt";
    private static final String UPDATED = "updatedAt";

    private final Findings findings;

    TimestampReader(Findings findings) {
        this.findings = findings;
    }

    Timestamps read(ObjectTypeDefinition type, Map<String, Field> declared) {
        Map<String, String> names = names(type);
        return new Timestamps(
                stamp(names.get(CREATED), declared), stamp(names.get(UPDATED), declared));
    }

    private static @Nullable String stamp(@Nullable String name, Map<String, Field> declared) {
        Field field = name == null ? null : declared.get(name);
        boolean ofAnotherType =
                field != null
                        && !((field.type() == Scalar.AWS_DATE_TIME || field.type() == Scalar.STRING)
                                && field.shape() instanceof Shape.Single);
        return ofAnotherType ? null : name;
    }

    private Map<String, String> names(ObjectTypeDefinition type) {
        Map<String, String> names = new HashMap<>(Map.of(CREATED, CREATED, UPDATED, UPDATED));
        List<Directive> model = type.getDirectives(KnownDirective.MODEL.word());
        DirectiveArguments arguments = new DirectiveArguments(model.getFirst(), findings);
        Value<?> timestamps = arguments.value("timestamps");
        if (arguments.isNull("timestamps")) {
            return Map.of();
        }
        if (timestamps instanceof ObjectValue renamed) {
            Node<?> place = arguments.place("timestamps");
            renamed.getObjectFields().forEach(member -> rename(names, member, place));
        } else if (timestamps != null) {
            arguments.wrong("timestamps", "an object with createdAt and updatedAt, or null");
        }
        if (names.get(CREATED).equals(names.get(UPDATED))) {
            arguments.wrong("timestamps", "two different names");
        }
        return names;
    }

    /// @param place of the whole argument: the parser gives its members none
    private void rename(Map<String, String> names, ObjectField member, Node<?> place) {
        if (!names.containsKey(member.getName())) {
            findings.add(
                    place,
                    "timestamps of @model has no "
                            + member.getName()
                            + ": known are createdAt, updatedAt");
        } else if (member.getValue() instanceof StringValue name
                && name.getValue().matches("[A-Za-z][_0-9A-Za-z]*")) {
            names.put(member.getName(), name.getValue());
        } else {
            findings.add(
                    place,
                    member.getName()
                            + " of timestamps must be a field name;"
                            + " timestamps: null leaves both out");
        }
    }
}
