package dev.outrigger.predicate;

import dev.outrigger.model.JsonPointer;

/// Ends the reading of a predicate at its first problem. It never leaves [PredicateReader], whose
/// recursion it unwinds.
final class PredicateProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    PredicateProblem(JsonPointer path, String reason) {
        super(reason, null, false, false);
        this.path = path.text();
    }

    PredicateReading.Invalid asReading() {
        return new PredicateReading.Invalid(path, String.valueOf(getMessage()));
    }
}
