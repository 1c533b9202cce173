package dev.outrigger.remote;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.Variables;
import dev.outrigger.json.Json;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the values of a mutation's input as the contract wants them: AWSJSON is a string there,
/// at whatever depth; all other values are sent as they are.
final class WireInput {
    private final Schema schema;

    WireInput(Schema schema) {
        this.schema = schema;
    }

    /// What goes with a mutation.
    ///
    /// @param base the version that it builds on, or null
    Map<String, @Nullable Object> variables(
            Model model, Mutation mutation, @Nullable Version base) {
        return written(model, Variables.mutation(model, mutation, base));
    }

    /// What goes with an update that brings a deleted item back.
    ///
    /// @param tombstone the version of the deletion, or null
    Map<String, @Nullable Object> undelete(
            Model model, Mutation update, @Nullable Version tombstone) {
        return written(model, Variables.undelete(model, update, tombstone));
    }

    private Map<String, @Nullable Object> written(
            Model model, Map<String, @Nullable Object> variables) {
        variables.computeIfPresent("input", (_, input) -> of(model.fields(), (Map<?, ?>) input));
        return variables;
    }

    /// @param fields those that `values` may hold; a name that is none of them keeps its value
    Map<String, @Nullable Object> of(
            List<Field> fields, Map<?, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> wire = new LinkedHashMap<>();
        values.forEach((name, value) -> wire.put(String.valueOf(name), value));
        for (Field field : fields) {
            wire.computeIfPresent(field.name(), (_, value) -> written(field, value));
        }
        return wire;
    }

    private Object written(Field field, Object value) {
        if (!field.isList() || !(value instanceof List<?> elements)) {
            return single(field.type(), value);
        }
        List<@Nullable Object> written = new ArrayList<>();
        for (Object element : elements) {
            written.add(element == null ? null : single(field.type(), element));
        }
        return written;
    }

    private Object single(FieldType type, Object value) {
        return switch (type) {
            case Scalar scalar -> scalar == Scalar.AWS_JSON ? Json.write(value) : value;
            case EnumType _ -> value;
            case EmbeddedReference reference ->
                    value instanceof Map<?, ?> object
                            ? of(schema.embedded(reference.name()).fields(), object)
                            : value;
        };
    }
}
