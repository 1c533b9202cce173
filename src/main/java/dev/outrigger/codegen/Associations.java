package dev.outrigger.codegen;

import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How Amplify's documents put relations.
final class Associations {
    private final Schema schema;

    Associations(Schema schema) {
        this.schema = schema;
    }

    Map<String, Object> of(Model model, Relation relation) {
        return switch (schema.generation()) {
            case FIRST -> older(model, relation);
            case SECOND -> newer(model, relation);
        };
    }

    /// Clients of the older directives know foreign keys of one field only.
    private Map<String, Object> older(Model model, Relation relation) {
        Map<String, Object> association = new LinkedHashMap<>();
        boolean several = relation.localFields().size() > 1;
        Relation.Kind kind =
                relation.kind() == Relation.Kind.BELONGS_TO && several
                        ? Relation.Kind.HAS_ONE
                        : relation.kind();
        association.put("connectionType", kind.name());
        String local = relation.localFields().getFirst();
        switch (kind) {
            case HAS_MANY ->
                    association.put("associatedWith", parentField(model, relation).getFirst());
            case HAS_ONE -> {
                association.put("associatedWith", relation.targetFields().getFirst());
                association.put("targetName", local);
            }
            case BELONGS_TO -> association.put("targetName", local);
        }
        return association;
    }

    private Map<String, Object> newer(Model model, Relation relation) {
        Map<String, Object> association = new LinkedHashMap<>();
        association.put("connectionType", relation.kind().name());
        switch (relation.kind()) {
            case HAS_MANY -> association.put("associatedWith", childSide(model, relation));
            case HAS_ONE -> {
                association.put("associatedWith", relation.targetFields());
                association.put("targetNames", relation.localFields());
            }
            case BELONGS_TO -> association.put("targetNames", relation.localFields());
        }
        return association;
    }

    /// The indexes on a model that relations of others imply: a has-many that names no index and
    /// that nothing in the child belongs to.
    List<Index> impliedIndexes(Model child) {
        List<Index> implied = new ArrayList<>();
        for (Model parent : schema.models()) {
            for (Relation relation : parent.relations()) {
                String name = "gsi-" + parent.name() + "." + relation.name();
                if (relation.kind() == Relation.Kind.HAS_MANY
                        && relation.target().equals(child.name())
                        && implicit(parent, relation)
                        && belongsTo(child, parent.name()).isEmpty()
                        && child.indexes().stream().noneMatch(i -> i.name().equals(name))) {
                    implied.add(new Index(name, relation.targetFields(), null));
                }
            }
        }
        return implied;
    }

    /// True when the relation's directive has no `fields`: its foreign key was made for it.
    boolean implicit(Model model, Relation relation) {
        return switch (relation.kind()) {
            case HAS_MANY -> made(schema.required(relation.target()), relation.targetFields());
            case HAS_ONE, BELONGS_TO -> made(model, relation.localFields());
        };
    }

    /// Where the foreign key is the app's own, the field that belongs to the parent stands for it.
    private List<String> childSide(Model parent, Relation relation) {
        return implicit(parent, relation) ? relation.targetFields() : parentField(parent, relation);
    }

    /// The child's field that belongs to the parent, or its foreign key where there is none.
    private List<String> parentField(Model parent, Relation relation) {
        String foreignKey = relation.targetFields().getFirst();
        return schema.required(relation.target()).relations().stream()
                .filter(each -> each.kind() == Relation.Kind.BELONGS_TO)
                .filter(each -> each.target().equals(parent.name()))
                .filter(each -> each.localFields().getFirst().equals(foreignKey))
                .findFirst()
                .map(belongsTo -> List.of(belongsTo.name()))
                .orElse(List.of(foreignKey));
    }

    private static Optional<Relation> belongsTo(Model child, String parent) {
        return child.parents().stream()
                .filter(relation -> relation.target().equals(parent))
                .findFirst();
    }

    private static boolean made(Model model, List<String> fields) {
        return model.field(fields.getFirst())
                .map(Field::origin)
                .filter(origin -> origin == Field.Origin.IMPLICIT_FOREIGN_KEY)
                .isPresent();
    }
}
