package dev.outrigger.codegen;

import dev.outrigger.json.Json;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Generation;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.model.WrittenDirective;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The `version` of `models/schema.js`: the MD5 of a JSON text that describes the schema, as
/// Amplify makes it.
///
/// A DataStore that meets another version than the one it stored throws its local data away, with
/// every mutation that was not sent. An app that moves to this generator must not do that to its
/// users, so the text is Amplify's to the letter, including where it is accidental ([#noted]).
final class SchemaFingerprint {
    private static final Set<String> RELATING =
            Set.of("hasMany", "hasOne", "belongsTo", "connection");

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
        new ShownFields(schema).of(model).forEach(field -> fields.add(described(field)));
        for (Relation relation : model.relations()) {
            fields.add(
                    described(
                            FieldShape.of(relation), relation.target(), relating(model, relation)));
        }
        return described(model.name(), keys(model), fields);
    }

    private static Described described(EmbeddedType type) {
        return described(
                type.name(),
                List.of(),
                type.fields().stream().map(SchemaFingerprint::described).toList());
    }

    private static Described described(
            String name, List<Map<String, Object>> directives, List<Described> fields) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", name);
        description.put("directives", directives);
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

    /// The directives on the type that name keys, which only the older ones are.
    private List<Map<String, Object>> keys(Model model) {
        return schema.text().of(model.name()).stream()
                .filter(directive -> directive.name().equals("key"))
                .map(SchemaFingerprint::written)
                .toList();
    }

    private List<Map<String, Object>> relating(Model model, Relation relation) {
        List<Map<String, Object>> directives = new ArrayList<>();
        for (WrittenDirective directive : schema.text().of(model.name(), relation.name())) {
            if (RELATING.contains(directive.name())) {
                Map<String, Object> written = written(directive);
                if (schema.generation() == Generation.SECOND && noted(model)) {
                    written.put("fieldName", relation.name());
                }
                directives.add(written);
            }
        }
        return directives;
    }

    private static Map<String, Object> written(WrittenDirective directive) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(directive.arguments());
        // One name counts as a list of one.
        arguments.computeIfPresent(
                "references", (_, names) -> names instanceof List<?> ? names : List.of(names));
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", directive.name());
        written.put("arguments", arguments);
        return written;
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
