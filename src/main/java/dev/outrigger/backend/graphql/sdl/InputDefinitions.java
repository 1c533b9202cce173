package dev.outrigger.backend.graphql.sdl;

import dev.outrigger.contract.Metadata;
import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.List;

/// The types of what a mutation's `input` may hold.
final class InputDefinitions {
    private static final List<String> VERSION = List.of(Metadata.VERSION + ": Int");

    private final Schema schema;

    InputDefinitions(Schema schema) {
        this.schema = schema;
    }

    List<TypeDefinition> all() {
        List<TypeDefinition> types = new ArrayList<>();
        for (EmbeddedType type : schema.embeddedTypes()) {
            types.add(
                    TypeDefinition.input(
                            TypeName.embeddedInput(type.name()),
                            type.fields().stream()
                                    .map(field -> field.name() + ": " + TypeName.input(field))
                                    .toList()));
        }
        for (Model model : schema.models()) {
            for (Mutation.Kind kind : Mutation.Kind.values()) {
                types.add(
                        TypeDefinition.input(RootField.inputType(kind, model), members(kind, model))
                                .and(VERSION));
            }
        }
        return types;
    }

    private static List<String> members(Mutation.Kind kind, Model model) {
        return model.fields().stream()
                .filter(field -> !field.readOnly())
                .filter(field -> kind != Mutation.Kind.DELETE || model.isKey(field.name()))
                .map(field -> field.name() + ": " + type(kind, model, field))
                .toList();
    }

    private static String type(Mutation.Kind kind, Model model, Field field) {
        boolean key = model.isKey(field.name());
        return switch (kind) {
            case CREATE ->
                    isFilledIn(model, field) ? TypeName.optionalInput(field) : given(key, field);
            case UPDATE, DELETE -> key ? given(true, field) : TypeName.optionalInput(field);
        };
    }

    private static String given(boolean key, Field field) {
        return key ? TypeName.optionalInput(field) + "!" : TypeName.input(field);
    }

    /// True when the backend gives the field a value that the client leaves out of a create.
    private static boolean isFilledIn(Model model, Field field) {
        boolean managedKey =
                model.isKey(field.name()) && model.key().kind() != PrimaryKey.Kind.CUSTOM;
        return managedKey
                || field.name().equals(model.timestamps().createdAt())
                || field.name().equals(model.timestamps().updatedAt());
    }
}
