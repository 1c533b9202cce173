package dev.outrigger.postgres;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings values back to the normal form of their field after they were stored as JSON, which does
/// not tell an `Integer` from a `Long`, nor `100` from `1.0E2`.
public final class StoredJson {
    private final Schema schema;

    public StoredJson(Schema schema) {
        this.schema = schema;
    }

    /// The item that an object from a JSON column holds.
    public Item item(Model model, Map<String, ? extends @Nullable Object> decoded) {
        return Item.of(model, fields(model, decoded));
    }

    /// Those fields of the model that the object has, in the object's order.
    public Map<String, @Nullable Object> fields(
            Model model, Map<String, ? extends @Nullable Object> decoded) {
        Map<String, @Nullable Object> normal = new LinkedHashMap<>();
        decoded.forEach(
                (name, value) ->
                        model.field(name)
                                .ifPresent(field -> normal.put(name, value(field, value))));
        return normal;
    }

    /// One field's value.
    public @Nullable Object value(Field field, @Nullable Object decoded) {
        if (decoded instanceof List<?> elements && field.isList()) {
            List<@Nullable Object> normal = new ArrayList<>(elements.size());
            elements.forEach(element -> normal.add(single(field, element)));
            return normal;
        }
        return single(field, decoded);
    }

    private @Nullable Object single(Field field, @Nullable Object decoded) {
        if (decoded == null) {
            return null;
        }
        return switch (field.type()) {
            case Scalar scalar -> scalar(scalar, decoded);
            case EnumType _ -> decoded;
            case EmbeddedReference reference -> embedded(reference, decoded);
        };
    }

    private static Object scalar(Scalar scalar, Object decoded) {
        return switch (scalar) {
            case INT -> decoded instanceof Number number ? number.intValue() : decoded;
            case FLOAT -> decoded instanceof Number number ? number.doubleValue() : decoded;
            case AWS_TIMESTAMP -> decoded instanceof Number number ? number.longValue() : decoded;
            case ID, STRING, BOOLEAN, AWS_DATE, AWS_TIME, AWS_DATE_TIME -> decoded;
            case AWS_EMAIL, AWS_JSON, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS -> decoded;
        };
    }

    /// In the order of the schema, which jsonb does not keep; a sub-field that the schema has got
    /// since is null.
    private Object embedded(EmbeddedReference reference, Object decoded) {
        if (!(decoded instanceof Map<?, ?> values)) {
            return decoded;
        }
        Map<String, @Nullable Object> normal = new LinkedHashMap<>();
        for (Field field : schema.embedded(reference.name()).fields()) {
            normal.put(field.name(), value(field, values.get(field.name())));
        }
        return normal;
    }
}
