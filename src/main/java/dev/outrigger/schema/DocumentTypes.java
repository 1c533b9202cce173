package dev.outrigger.schema;

import dev.outrigger.model.EnumType;

import graphql.language.InputObjectTypeDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The types of a document by name, in its order.
///
/// @param inputs input types of operations that the schema declares itself
/// @param roots `Query` and its like
/// @param joins names of the models that `@manyToMany` makes
/// @param refused types that are a finding already, so that their use is not a second one
record DocumentTypes(
        Map<String, EnumType> enums,
        Map<String, ObjectTypeDefinition> models,
        Map<String, ObjectTypeDefinition> embedded,
        Map<String, InputObjectTypeDefinition> inputs,
        Map<String, ObjectTypeDefinition> roots,
        Set<String> joins,
        Set<String> refused) {
    static DocumentTypes none(Set<String> joins) {
        return new DocumentTypes(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                joins,
                new LinkedHashSet<>());
    }

    boolean has(String name) {
        return enums.containsKey(name)
                || models.containsKey(name)
                || embedded.containsKey(name)
                || inputs.containsKey(name)
                || roots.containsKey(name)
                || refused.contains(name);
    }

    /// Of what a field can hold.
    List<String> names() {
        List<String> names = new ArrayList<>(enums.keySet());
        names.addAll(models.keySet());
        names.addAll(embedded.keySet());
        return names;
    }
}
