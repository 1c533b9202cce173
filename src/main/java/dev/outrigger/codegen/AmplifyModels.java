package dev.outrigger.codegen;

import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The two documents that Amplify generates from a schema, as JSON in decoded form.
///
/// `introspection` is `model-introspection.json`, which Amplify's current clients take;
/// `javascript` is the `schema` of `models/schema.js`, which DataStore takes.
public final class AmplifyModels {
    /// The generator whose output this is the same as.
    private static final String CODEGEN_VERSION = "3.4.4";

    private final Schema schema;
    private final Associations associations;
    private final ShownFields shown;

    private AmplifyModels(Schema schema) {
        this.schema = schema;
        this.associations = new Associations(schema);
        this.shown = new ShownFields(schema);
    }

    public static Map<String, Object> introspection(Schema schema) {
        AmplifyModels models = new AmplifyModels(schema);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 1);
        document.put("models", models.models(true));
        document.put("enums", models.enums());
        document.put("nonModels", models.embeddedTypes());
        document.putAll(new CustomDocuments(schema).all());
        return document;
    }

    public static Map<String, Object> javascript(Schema schema) {
        AmplifyModels models = new AmplifyModels(schema);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("models", models.models(false));
        document.put("enums", models.enums());
        document.put("nonModels", models.embeddedTypes());
        document.put("codegenVersion", CODEGEN_VERSION);
        document.put("version", new SchemaFingerprint(schema).text());
        return document;
    }

    private Map<String, Object> models(boolean withKeys) {
        Map<String, Object> models = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("name", model.name());
            metadata.put("fields", fields(model));
            metadata.put("syncable", true);
            metadata.put("pluralName", model.plural());
            metadata.put("attributes", new Attributes(schema, associations).of(model));
            if (withKeys) {
                metadata.put("primaryKeyInfo", key(model.key()));
            }
            models.put(model.name(), metadata);
        }
        return models;
    }

    private Map<String, Object> fields(Model model) {
        Map<String, Object> fields = new LinkedHashMap<>(fields(shown.of(model)));
        for (Relation relation : model.relations()) {
            Map<String, Object> metadata =
                    FieldShape.of(relation).metadata(Map.of("model", relation.target()));
            metadata.put("association", associations.of(model, relation));
            fields.put(relation.name(), metadata);
        }
        return fields;
    }

    private static Map<String, Object> fields(List<Field> declared) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : declared) {
            Map<String, Object> metadata = FieldShape.of(field).metadata(FieldShape.type(field));
            if (field.readOnly()) {
                metadata.put("isReadOnly", true);
            }
            fields.put(field.name(), metadata);
        }
        return fields;
    }

    private static Map<String, Object> key(PrimaryKey key) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("isCustomPrimaryKey", key.kind() == PrimaryKey.Kind.CUSTOM);
        metadata.put("primaryKeyFieldName", key.fields().getFirst());
        metadata.put("sortKeyFieldNames", key.fields().subList(1, key.fields().size()));
        return metadata;
    }

    private Map<String, Object> enums() {
        Map<String, Object> enums = new LinkedHashMap<>();
        for (EnumType type : schema.enums()) {
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("name", type.name());
            metadata.put("values", type.values());
            enums.put(type.name(), metadata);
        }
        return enums;
    }

    private Map<String, Object> embeddedTypes() {
        Map<String, Object> types = new LinkedHashMap<>();
        for (EmbeddedType type : schema.embeddedTypes()) {
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("name", type.name());
            metadata.put("fields", fields(type.fields()));
            types.put(type.name(), metadata);
        }
        return types;
    }
}
