package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Field;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The rules of `@auth` on one model and on its relations. Those on a field that holds a value are
/// with the field.
///
/// @param ofRelations by the relation's name, only for those that have rules
record ModelRules(List<AuthRule> ofModel, Map<String, List<AuthRule>> ofRelations) {
    ModelRules {
        ofModel = List.copyOf(ofModel);
        ofRelations = Map.copyOf(ofRelations);
    }

    List<AuthRule> ofRelation(String name) {
        return ofRelations.getOrDefault(name, List.of());
    }

    /// Every rule of the model, wherever it stands.
    Stream<AuthRule> all(Map<String, Field> values) {
        Stream<AuthRule> ofFields =
                values.values().stream().flatMap(field -> field.rules().stream());
        Stream<AuthRule> inside = ofRelations.values().stream().flatMap(List::stream);
        return Stream.concat(ofModel.stream(), Stream.concat(ofFields, inside));
    }
}
