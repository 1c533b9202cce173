package dev.outrigger.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of a schema is passed on as it is written.
///
/// @param directives by what they stand on, `Post` or `Post.title`; only where there are any
/// @param operations root fields that the schema declares itself
/// @param protections by model, what rules of the older `@auth` say; they leave open what they do
///     not name, which [Model#rules] say as rules of their own
/// @param inputs input types that those take
public record SchemaText(
        Map<String, List<WrittenDirective>> directives,
        List<CustomOperation> operations,
        Map<String, List<AuthRule>> protections,
        List<CustomInput> inputs) {
    /// That of a schema which was not written.
    public static final SchemaText NONE = new SchemaText(Map.of(), List.of(), Map.of(), List.of());

    public SchemaText {
        directives = Map.copyOf(new LinkedHashMap<>(directives));
        operations = List.copyOf(operations);
        protections = Map.copyOf(protections);
        inputs = List.copyOf(inputs);
    }

    /// The directives on a type.
    public List<WrittenDirective> of(String type) {
        return directives.getOrDefault(type, List.of());
    }

    /// The directives on a field.
    public List<WrittenDirective> of(String type, String field) {
        return of(type + "." + field);
    }
}
