package dev.outrigger.model;

/// The outcome of reading one value of a scalar or an enum.
public sealed interface ValueReading {
    /// The value in the normal form of its type.
    record Normal(Object value) implements ValueReading {}

    /// The value is not one of its type.
    ///
    /// @param reason what is allowed and what was found, such as `must be Int, found string "five"`
    record Rejected(String reason) implements ValueReading {}
}
