package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.Metadata;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Generation;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.List;

/// The types of what a backend answers: enums, embedded types, models and pages of models.
final class ObjectDefinitions {
    private final Schema schema;
    private final Offered offered;

    ObjectDefinitions(Schema schema, Offered offered) {
        this.schema = schema;
        this.offered = offered;
    }

    List<TypeDefinition> all() {
        List<TypeDefinition> types = new ArrayList<>();
        for (EnumType type : schema.enums()) {
            types.add(TypeDefinition.enumeration(type.name(), type.values()));
        }
        for (EmbeddedType type : schema.embeddedTypes()) {
            types.add(TypeDefinition.type(type.name(), outputs(type.fields())));
        }
        for (Model model : schema.models()) {
            types.add(item(model));
            switch (offered.pages(model)) {
                case WHOLE -> types.add(connection(model).and(List.of("startedAt: AWSTimestamp")));
                case OF_INDEX, OF_RELATION -> types.add(connection(model));
                case NONE -> {}
            }
        }
        return types;
    }

    private TypeDefinition item(Model model) {
        List<String> fields =
                model.fields().stream()
                        .filter(this::isShown)
                        .map(field -> output(model, field))
                        .toList();
        return TypeDefinition.type(model.name(), fields)
                .and(model.relations().stream().map(this::relation).toList())
                .and(metadata());
    }

    private List<String> metadata() {
        String promised = offered.ofReplica() ? "" : "!";
        List<String> metadata = new ArrayList<>();
        metadata.add(Metadata.VERSION + ": Int" + promised);
        metadata.add(Metadata.DELETED + ": Boolean");
        metadata.add(Metadata.LAST_CHANGED_AT + ": AWSTimestamp" + promised);
        if (offered.ofReplica()) {
            metadata.add(Metadata.PENDING + ": Boolean!");
        }
        return metadata;
    }

    /// The older transformer shows a foreign key that it makes in inputs alone. What is served has
    /// it all the same, for clients that cannot reach through the relation.
    private boolean isShown(Field field) {
        return offered.complete()
                || schema.generation() == Generation.SECOND
                || field.origin() != Field.Origin.IMPLICIT_FOREIGN_KEY;
    }

    private static List<String> outputs(List<Field> fields) {
        return fields.stream().map(field -> field.name() + ": " + TypeName.output(field)).toList();
    }

    /// The backend's own timestamps are never null there, whoever reads.
    private String output(Model model, Field field) {
        String type = TypeName.output(field);
        if (offered.ofReplica()) {
            boolean awaited = ItemReader.mayBeLeftOut(model, field) && !model.isKey(field.name());
            return field.name() + ": " + (awaited ? type.replaceAll("!$", "") : type);
        }
        boolean stamped = field.origin() == Field.Origin.TIMESTAMP && !type.endsWith("!");
        return field.name() + ": " + type + (stamped ? "!" : "");
    }

    private String relation(Relation relation) {
        Model target = schema.required(relation.target());
        return switch (relation.kind()) {
            case BELONGS_TO, HAS_ONE ->
                    relation.name()
                            + ": "
                            + target.name()
                            + (relation.required() && !offered.ofReplica() ? "!" : "");
            case HAS_MANY ->
                    "%s(%s): %s"
                            .formatted(
                                    relation.name(),
                                    RootDefinitions.childrenArguments(
                                            KeyedRead.ofChildren(target, relation)),
                                    TypeName.connection(target));
        };
    }

    private static TypeDefinition connection(Model model) {
        return TypeDefinition.type(
                TypeName.connection(model),
                List.of("items: [" + model.name() + "]!", "nextToken: String"));
    }
}
