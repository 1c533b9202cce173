package dev.outrigger.model;

/// The type of one value of a field: a scalar, an enum, or an embedded (non-model) type.
public sealed interface FieldType permits Scalar, EnumType, EmbeddedReference {
    /// The type's name in GraphQL.
    String typeName();
}
