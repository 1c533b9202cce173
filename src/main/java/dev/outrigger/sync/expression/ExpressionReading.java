package dev.outrigger.sync.expression;

/// The outcome of reading a sync expression from decoded JSON.
public sealed interface ExpressionReading {
    record Valid(Expression expression) implements ExpressionReading {}

    /// @param path JSON pointer of the offending part, such as `/or/1/rating/gt`
    /// @param reason what was found and what is allowed
    record Invalid(String path, String reason) implements ExpressionReading {}
}
