package dev.outrigger.graphql.execution;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An item cut to what a mutation selected, for the `data` of an error. Related items are not read
/// and come out as null, as on AppSync.
public record Projection(Schema schema) {
    private static final String TYPE_NAME = "__typename";

    /// What an item holds under a name, in the normal form of its field.
    @FunctionalInterface
    public interface Values {
        /// Null where there is none, or it may not be shown.
        @Nullable Object of(String name);
    }

    /// @param values of the item's fields and metadata
    public Map<String, @Nullable Object> of(
            Model model, Values values, DataFetchingEnvironment environment) {
        Map<String, @Nullable Object> selected = new LinkedHashMap<>();
        for (SelectedField field : environment.getSelectionSet().getImmediateFields()) {
            selected.put(field.getResultKey(), value(model, values, field));
        }
        return selected;
    }

    private @Nullable Object value(Model model, Values values, SelectedField selected) {
        String name = selected.getName();
        if (name.equals(TYPE_NAME)) {
            return model.name();
        }
        if (model.relation(name).isPresent()) {
            return null;
        }
        Object value = values.of(name);
        return model.field(name).map(known -> written(known, value, selected)).orElse(value);
    }

    private @Nullable Object written(Field field, @Nullable Object value, SelectedField selected) {
        if (value instanceof List<?> elements && field.isList()) {
            List<@Nullable Object> written = new ArrayList<>(elements.size());
            elements.forEach(element -> written.add(single(field.type(), element, selected)));
            return written;
        }
        return single(field.type(), value, selected);
    }

    private @Nullable Object single(
            FieldType type, @Nullable Object value, SelectedField selected) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case Scalar scalar -> AwsScalars.written(scalar, value);
            case EnumType _ -> value;
            case EmbeddedReference reference ->
                    embedded(reference.name(), (Map<?, ?>) value, selected.getSelectionSet());
        };
    }

    private Map<String, @Nullable Object> embedded(
            String type, Map<?, ?> value, DataFetchingFieldSelectionSet selection) {
        Map<String, Field> fields = new LinkedHashMap<>();
        schema.embedded(type).fields().forEach(field -> fields.put(field.name(), field));
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        for (SelectedField selected : selection.getImmediateFields()) {
            Field field = fields.get(selected.getName());
            written.put(
                    selected.getResultKey(),
                    field == null ? type : written(field, value.get(field.name()), selected));
        }
        return written;
    }
}
