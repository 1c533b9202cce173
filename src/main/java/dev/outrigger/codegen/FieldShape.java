package dev.outrigger.codegen;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How Amplify's documents put what GraphQL writes with `[…]` and `!`.
///
/// @param required of a list: its elements may not be null
/// @param listNullable null when it is not a list
record FieldShape(String name, boolean list, boolean required, @Nullable Boolean listNullable) {
    static FieldShape of(Field field) {
        return switch (field.shape()) {
            // A generated timestamp is never required of a client, whatever the backend promises.
            case Shape.Single(var required) ->
                    new FieldShape(
                            field.name(), false, required && isRequiredOfClients(field), null);
            case Shape.ListOf(var required, var elementRequired) ->
                    new FieldShape(field.name(), true, elementRequired, !required);
        };
    }

    /// To the generator the keys of a model that joins two are never required.
    private static boolean isRequiredOfClients(Field field) {
        return !field.readOnly() && field.origin() != Field.Origin.JOIN_KEY;
    }

    /// True for a model that `@manyToMany` makes.
    static boolean isJoin(Model model) {
        return model.fields().stream().anyMatch(field -> field.origin() == Field.Origin.JOIN_KEY);
    }

    static FieldShape of(Relation relation) {
        return relation.kind() == Relation.Kind.HAS_MANY
                ? new FieldShape(relation.name(), true, false, !relation.required())
                : new FieldShape(relation.name(), false, relation.required(), null);
    }

    /// A scalar's name, or an object that says what kind of type it is.
    static Object type(Field field) {
        return switch (field.type()) {
            case Scalar scalar -> scalar.typeName();
            case EnumType type -> Map.of("enum", type.name());
            case EmbeddedReference(var name) -> Map.of("nonModel", name);
        };
    }

    Map<String, Object> metadata(Object type) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("isArray", list);
        metadata.put("type", type);
        metadata.put("isRequired", required);
        metadata.put("attributes", List.of());
        if (listNullable != null) {
            metadata.put("isArrayNullable", listNullable);
        }
        return metadata;
    }
}
