package dev.outrigger.schema;

import dev.outrigger.model.WrittenDirective;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the directives of a document word for word.
final class Wording {
    private final Map<String, List<WrittenDirective>> directives = new LinkedHashMap<>();

    private Wording() {}

    /// The directives by what they stand on, `Post` or `Post.title`.
    static Map<String, List<WrittenDirective>> of(Document document) {
        Wording wording = new Wording();
        for (var type : document.getDefinitionsOfType(ObjectTypeDefinition.class)) {
            wording.add(type.getName(), type.getDirectives());
            for (FieldDefinition field : type.getFieldDefinitions()) {
                wording.add(type.getName() + "." + field.getName(), field.getDirectives());
            }
        }
        return wording.directives;
    }

    private void add(String place, List<Directive> written) {
        if (!written.isEmpty()) {
            directives.put(place, written.stream().map(Wording::directive).toList());
        }
    }

    private static WrittenDirective directive(Directive directive) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        directive
                .getArguments()
                .forEach(argument -> arguments.put(argument.getName(), plain(argument.getValue())));
        return new WrittenDirective(directive.getName(), arguments);
    }

    private static @Nullable Object plain(Value<?> value) {
        return switch (value) {
            case NullValue _ -> null;
            case StringValue text -> text.getValue();
            case EnumValue word -> word.getName();
            case IntValue number -> number.getValue();
            case FloatValue number -> number.getValue();
            case BooleanValue truth -> truth.isValue();
            case ArrayValue list -> list(list);
            case ObjectValue object -> object(object);
            case Value<?> other ->
                    throw new IllegalStateException("not a value in a schema: " + other);
        };
    }

    private static List<@Nullable Object> list(ArrayValue list) {
        List<@Nullable Object> elements = new ArrayList<>();
        list.getValues().forEach(element -> elements.add(plain(element)));
        return elements;
    }

    private static Map<String, @Nullable Object> object(ObjectValue object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.getObjectFields()
                .forEach(member -> members.put(member.getName(), plain(member.getValue())));
        return members;
    }
}
