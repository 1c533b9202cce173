package dev.outrigger.model;

/// Whether a field holds one value or a list of them, and where null is allowed.
public sealed interface Shape {
    /// True when the field itself may not be null.
    boolean required();

    /// One value.
    record Single(boolean required) implements Shape {}

    /// A list.
    ///
    /// @param required the list itself may not be null
    /// @param elementRequired its elements may not be null
    record ListOf(boolean required, boolean elementRequired) implements Shape {}
}
