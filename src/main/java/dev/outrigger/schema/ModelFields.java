package dev.outrigger.schema;

import dev.outrigger.model.Field;
import dev.outrigger.model.OperationNames;
import dev.outrigger.model.Timestamps;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.Map;

/// What one type with `@model` declares, before keys and relations are read.
///
/// @param values the fields that hold a value, in the order of the document
/// @param relations the fields whose type is a model, in the order of the document
record ModelFields(
        ObjectTypeDefinition definition,
        Map<String, Field> values,
        Map<String, FieldDefinition> relations,
        Timestamps timestamps,
        ModelRules rules,
        OperationNames operations) {
    String name() {
        return definition.getName();
    }
}
