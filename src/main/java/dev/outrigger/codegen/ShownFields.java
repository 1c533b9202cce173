package dev.outrigger.codegen;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;

import java.util.ArrayList;
import java.util.List;

/// The fields of a model that Amplify's clients know of. An owner that a rule implies is none of
/// them.
record ShownFields(Schema schema) {
    List<Field> of(Model model) {
        List<Field> shown =
                new ArrayList<>(
                        model.fields().stream()
                                .filter(field -> field.origin() != Field.Origin.IMPLICIT_OWNER)
                                .toList());
        switch (schema.generation()) {
            case FIRST -> {
                shown.removeIf(field -> isBehindRelation(model, field));
                // Its clients want an `id` whatever the key is.
                if (model.field("id").isEmpty()) {
                    shown.addFirst(id());
                }
            }
            case SECOND -> {}
        }
        return shown;
    }

    /// To clients of the older directives the relation stands for its foreign key.
    private boolean isBehindRelation(Model model, Field field) {
        boolean firstOfKey = model.key().fields().getFirst().equals(field.name());
        return !firstOfKey
                && model.relations().stream()
                        .filter(relation -> relation.kind() == Relation.Kind.BELONGS_TO)
                        .map(Relation::localFields)
                        .anyMatch(
                                foreignKey ->
                                        foreignKey.size() == 1
                                                && foreignKey.getFirst().equals(field.name()));
    }

    private static Field id() {
        return new Field(
                "id", Scalar.ID, new Shape.Single(true), Field.Origin.IMPLICIT_ID, null, List.of());
    }
}
