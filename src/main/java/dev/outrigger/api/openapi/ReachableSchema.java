package dev.outrigger.api.openapi;

import dev.outrigger.api.access.Caller;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import java.util.List;

/// The part of a schema that a caller may know of: the models of its list, and the relations among
/// them.
final class ReachableSchema {
    private ReachableSchema() {}

    static Schema of(Schema schema, Caller caller) {
        List<Model> models =
                schema.models().stream()
                        .filter(model -> caller.reaches(model.name()))
                        .map(model -> of(model, caller))
                        .toList();
        return new Schema(
                models,
                schema.enums(),
                schema.embeddedTypes(),
                schema.generation(),
                schema.text(),
                schema.hash());
    }

    private static Model of(Model model, Caller caller) {
        List<Relation> relations =
                model.relations().stream()
                        .filter(relation -> caller.reaches(relation.target()))
                        .toList();
        return new Model(
                model.name(),
                model.plural(),
                model.fields(),
                model.key(),
                model.indexes(),
                relations,
                model.timestamps(),
                model.rules(),
                model.operations());
    }
}
