package dev.outrigger.schema;

import dev.outrigger.model.EnumType;

import graphql.language.ObjectTypeDefinition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The types of a document by name, in its order.
///
/// @param refused types that are a finding already, so that their use is not a second one
record DocumentTypes(
        Map<String, EnumType> enums,
        Map<String, ObjectTypeDefinition> models,
        Map<String, ObjectTypeDefinition> embedded,
        Set<String> refused) {
    static DocumentTypes none() {
        return new DocumentTypes(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashSet<>());
    }

    boolean has(String name) {
        return enums.containsKey(name)
                || models.containsKey(name)
                || embedded.containsKey(name)
                || refused.contains(name);
    }

    List<String> names() {
        List<String> names = new ArrayList<>(enums.keySet());
        names.addAll(models.keySet());
        names.addAll(embedded.keySet());
        return names;
    }
}
