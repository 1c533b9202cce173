package dev.outrigger.codegen;

import dev.outrigger.json.Json;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `version` of `models/schema.js`: the MD5 of a JSON text that describes the schema, as
/// Amplify makes it.
///
/// A DataStore that meets another version than the one it stored throws its local data away, with
/// every mutation that was not sent. An app that moves to this generator must not do that to its
/// users, so the text is Amplify's to the letter, including where it is accidental ([#noted]).
/// Arguments of a relation's directive are in the order of Amplify's documentation, since a schema
/// does not keep the one of the document.
final class SchemaFingerprint {
    private final Schema schema;
    private final Associations associations;

    SchemaFingerprint(Schema schema) {
        this.schema = schema;
        this.associations = new Associations(schema);
    }

    String text() {
        List<Described> types = new ArrayList<>();
        schema.models().forEach(model -> types.add(described(model)));
        schema.embeddedTypes().forEach(type -> types.add(described(type)));
        byte[] text = Json.writeBytes(sorted(types));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }

    private record Described(String name, Map<String, Object> description) {}

    private Described described(Model model) {
        List<Described> fields = new ArrayList<>();
        model.fields().stream()
                .filter(field -> field.origin() != Field.Origin.IMPLICIT_OWNER)
                .forEach(field -> fields.add(described(field)));
        for (Relation relation : model.relations()) {
            fields.add(
                    described(
                            FieldShape.of(relation),
                            relation.target(),
                            List.of(directive(model, relation))));
        }
        return described(model.name(), fields);
    }

    private static Described described(EmbeddedType type) {
        return described(
                type.name(), type.fields().stream().map(SchemaFingerprint::described).toList());
    }

    private static Described described(String name, List<Described> fields) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", name);
        description.put("directives", List.of());
        description.put("fields", sorted(fields));
        return new Described(name, description);
    }

    private static Described described(Field field) {
        return described(FieldShape.of(field), field.type().typeName(), List.of());
    }

    private static Described described(
            FieldShape shape, String type, List<Map<String, Object>> directives) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", shape.name());
        description.put("directives", directives);
        description.put("type", type);
        description.put("isNullable", !shape.required());
        description.put("isList", shape.list());
        if (shape.listNullable() != null) {
            description.put("isListNullable", shape.listNullable());
        }
        return new Described(shape.name(), description);
    }

    private Map<String, Object> directive(Model model, Relation relation) {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put(
                "name",
                switch (relation.kind()) {
                    case HAS_MANY -> "hasMany";
                    case HAS_ONE -> "hasOne";
                    case BELONGS_TO -> "belongsTo";
                });
        directive.put("arguments", arguments(model, relation));
        if (noted(model)) {
            directive.put("fieldName", relation.name());
        }
        return directive;
    }

    private Map<String, Object> arguments(Model model, Relation relation) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (!associations.implicit(model, relation)) {
            if (relation.kind() == Relation.Kind.HAS_MANY) {
                indexOf(relation).forEach(index -> arguments.put("indexName", index.name()));
            }
            arguments.put("fields", relation.localFields());
        }
        return arguments;
    }

    /// At most one: the index on the child that the relation reads by.
    private List<Index> indexOf(Relation relation) {
        List<String> foreignKey = relation.targetFields();
        return schema.required(relation.target()).indexes().stream()
                .filter(index -> index.fields().size() >= foreignKey.size())
                .filter(index -> index.fields().subList(0, foreignKey.size()).equals(foreignKey))
                .limit(1)
                .toList();
    }

    /// Amplify's generator writes the field's name into the directives of a model whenever it looks
    /// through them for one: for the model's explicit key, for what belongs to the model, and for
    /// the index of a relation with `fields`.
    private boolean noted(Model model) {
        return model.key().kind() != PrimaryKey.Kind.MANAGED_ID
                || schema.models().stream().anyMatch(from -> searches(from, model.name()));
    }

    private boolean searches(Model from, String target) {
        return from.relations().stream()
                .filter(relation -> relation.target().equals(target))
                .anyMatch(
                        relation ->
                                switch (relation.kind()) {
                                    case BELONGS_TO -> true;
                                    case HAS_MANY -> !associations.implicit(from, relation);
                                    case HAS_ONE -> false;
                                });
    }

    private static List<Map<String, Object>> sorted(List<Described> described) {
        return described.stream()
                .sorted(Comparator.comparing(Described::name))
                .map(Described::description)
                .toList();
    }
}
