package dev.outrigger.predicate;

/// The outcome of reading a predicate from decoded JSON.
public sealed interface PredicateReading {
    record Valid(Predicate predicate) implements PredicateReading {}

    /// @param path JSON pointer of the offending part, such as `/or/1/rating/gt`
    /// @param reason what was found and what is allowed
    record Invalid(String path, String reason) implements PredicateReading {}
}
