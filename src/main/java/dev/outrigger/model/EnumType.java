package dev.outrigger.model;

import java.util.List;

/// An enum of the schema; a field of this type holds one of the values as a `String`.
///
/// @param values in the order of the schema
public record EnumType(String name, List<String> values) implements FieldType {
    public EnumType {
        values = List.copyOf(values);
    }

    @Override
    public String typeName() {
        return name;
    }
}
