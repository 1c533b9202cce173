package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.Metadata;
import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The types of what a mutation's `input` may hold.
final class InputDefinitions {
    private static final Set<String> FILLED_IN = Set.of("id", "createdAt", "updatedAt");
    private static final List<String> VERSION = List.of(Metadata.VERSION + ": Int");

    private final Schema schema;

    InputDefinitions(Schema schema) {
        this.schema = schema;
    }

    List<TypeDefinition> all() {
        List<TypeDefinition> types = new ArrayList<>();
        for (EmbeddedType type : written()) {
            types.add(
                    TypeDefinition.input(
                            TypeName.embeddedInput(type.name()),
                            type.fields().stream()
                                    .map(field -> field.name() + ": " + TypeName.input(field))
                                    .toList()));
        }
        for (Model model : schema.models()) {
            for (Mutation.Kind kind : offered(model)) {
                types.add(
                        TypeDefinition.input(RootField.inputType(kind, model), members(kind, model))
                                .and(VERSION));
            }
        }
        return types;
    }

    /// The embedded types that some model has.
    private List<EmbeddedType> written() {
        Set<String> names = new LinkedHashSet<>();
        schema.models().forEach(model -> addEmbedded(model.fields(), names));
        return schema.embeddedTypes().stream().filter(type -> names.contains(type.name())).toList();
    }

    private void addEmbedded(List<Field> fields, Set<String> names) {
        for (Field field : fields) {
            if (field.type() instanceof EmbeddedReference(var name) && names.add(name)) {
                addEmbedded(schema.embedded(name).fields(), names);
            }
        }
    }

    private static List<Mutation.Kind> offered(Model model) {
        return Stream.of(Mutation.Kind.values())
                .filter(kind -> RootField.mutation(kind, model).isPresent())
                .toList();
    }

    private List<String> members(Mutation.Kind kind, Model model) {
        return model.fields().stream()
                .filter(field -> !field.readOnly())
                .filter(field -> kind != Mutation.Kind.DELETE || model.isKey(field.name()))
                .map(field -> field.name() + ": " + type(kind, model, field))
                .toList();
    }

    private String type(Mutation.Kind kind, Model model, Field field) {
        boolean key = model.isKey(field.name());
        return switch (kind) {
            case CREATE ->
                    isFilledIn(model, field) ? TypeName.optionalInput(field) : given(key, field);
            case UPDATE -> key ? given(true, field) : TypeName.optionalInput(field);
            case DELETE -> TypeName.key(model, field.name()) + "!";
        };
    }

    private static String given(boolean key, Field field) {
        return key ? TypeName.optionalInput(field) + "!" : TypeName.input(field);
    }

    /// True when the backend gives the field a value that the client leaves out of a create.
    private boolean isFilledIn(Model model, Field field) {
        boolean stamped =
                field.name().equals(model.timestamps().createdAt())
                        || field.name().equals(model.timestamps().updatedAt());
        return switch (schema.generation()) {
            case FIRST -> stamped || (field.name().equals("id") && field.type() == Scalar.ID);
            // Amplify's usual names count here whatever the timestamps are called.
            case SECOND ->
                    stamped
                            || (FILLED_IN.contains(field.name())
                                    && (field.type() == Scalar.STRING
                                            || field.type() == Scalar.ID
                                            || field.type() == Scalar.AWS_DATE_TIME));
        };
    }
}
