package dev.outrigger.codegen.client;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Relation;

import java.util.List;

/// What clients of every language need to know of a model.
final class Shapes {
    private Shapes() {}

    /// True when a new item needs no key from the app.
    static boolean generatesKey(Model model) {
        return model.key().kind() != PrimaryKey.Kind.CUSTOM;
    }

    /// True when a new item must be given the field.
    static boolean needed(Model model, Field field) {
        boolean generated = generatesKey(model) && model.isKey(field.name());
        return field.required() && !generated && !behindParent(model, field);
    }

    /// The fields that only the backend sets.
    static List<String> readOnly(Model model) {
        return model.fields().stream().filter(Field::readOnly).map(Field::name).toList();
    }

    static List<String> names(Model model) {
        return model.fields().stream().map(Field::name).toList();
    }

    private static boolean behindParent(Model model, Field field) {
        return model.parents().stream()
                .map(Relation::localFields)
                .anyMatch(names -> names.contains(field.name()));
    }

    /// The word of a relation's kind on the API.
    static String kind(Relation relation) {
        return switch (relation.kind()) {
            case BELONGS_TO -> "belongs-to";
            case HAS_ONE -> "has-one";
            case HAS_MANY -> "has-many";
        };
    }
}
