package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One stored field of a model or embedded type. Relations are not fields: see [Relation].
///
/// @param origin who fills the field
/// @param defaultValue the text of `@default`, or null when the schema gives none
/// @param rules who may read and write this field; empty when the model's rules alone count
public record Field(
        String name,
        FieldType type,
        Shape shape,
        Origin origin,
        @Nullable String defaultValue,
        List<AuthRule> rules) {
    public Field {
        rules = List.copyOf(rules);
    }

    /// Where a field comes from, which decides who may write it.
    public enum Origin {
        /// Written in the schema; clients write it.
        DECLARED,
        /// The `id` that a model without one gets; generated on create where the client gives none.
        IMPLICIT_ID,
        /// A foreign key that a relation without `fields` implies; clients write it.
        IMPLICIT_FOREIGN_KEY,
        /// The key of one side in the model that `@manyToMany` makes; clients write it.
        JOIN_KEY,
        /// `createdAt` and `updatedAt` where the schema does not declare them; the backend writes
        /// it.
        TIMESTAMP,
        /// The owner that a rule of `@auth` names and the type does not declare; the backend fills
        /// it in with the caller, and clients that Amplify generated do not know it.
        IMPLICIT_OWNER
    }

    /// True when only the backend writes this field.
    public boolean readOnly() {
        return origin == Origin.TIMESTAMP || origin == Origin.IMPLICIT_OWNER;
    }

    /// True when a complete item must hold a value here. The backend's own fields are exempt: an
    /// item that was never acknowledged does not have them yet.
    public boolean required() {
        return shape.required() && !readOnly();
    }

    /// True when its values can be told apart and sorted; those of lists, embedded types and JSON
    /// cannot.
    public boolean hasOrder() {
        return !isList() && !(type instanceof EmbeddedReference) && type != Scalar.AWS_JSON;
    }

    public boolean isList() {
        return shape instanceof Shape.ListOf;
    }
}
