package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.ModelRights;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Metadata;
import dev.outrigger.graphql.execution.AwsScalars;
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
/// and come out as null, as on AppSync, and so do fields that the caller may not be shown.
record Projection(Schema schema, Access access) {
    private static final String TYPE_NAME = "__typename";

    Map<String, @Nullable Object> of(
            Model model, VersionedItem item, DataFetchingEnvironment environment) {
        ModelRights rights = access.rights(model, environment);
        Map<String, @Nullable Object> selected = new LinkedHashMap<>();
        for (SelectedField field : environment.getSelectionSet().getImmediateFields()) {
            boolean hidden =
                    access.rules().guards(model, field.getName()) || rights.denies(field.getName());
            selected.put(field.getResultKey(), hidden ? null : value(model, item, field));
        }
        return selected;
    }

    private @Nullable Object value(Model model, VersionedItem item, SelectedField selected) {
        String name = selected.getName();
        if (name.equals(TYPE_NAME)) {
            return model.name();
        }
        Object value = GuardedField.shown(access, model, name, ValueFetcher.ofItem(item, name));
        return switch (name) {
            case Metadata.VERSION, Metadata.DELETED, Metadata.LAST_CHANGED_AT -> value;
            case String field ->
                    model.field(field).map(known -> written(known, value, selected)).orElse(null);
        };
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
