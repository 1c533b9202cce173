package dev.outrigger.model;

import java.util.List;

/// A type without `@model`: a structured value inside an item, stored whole.
///
/// @param fields in the order of the schema
public record EmbeddedType(String name, List<Field> fields) {
    public EmbeddedType {
        fields = List.copyOf(fields);
    }
}
