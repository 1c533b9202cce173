package dev.outrigger.predicate;

import dev.outrigger.model.JsonPointer;

import java.util.List;

/// How large a predicate is in its filter form. The limits hold for that form, so that every
/// predicate that was read once can be stored and read again.
record PredicateSize(int depth, int tests) {
    /// Each level of groups is one of SQL and one stack frame of evaluation.
    private static final int MAXIMUM_DEPTH = 64;

    /// Each test is a parameter or two of a statement, of which PostgreSQL takes 65,535.
    private static final int MAXIMUM_TESTS = 10_000;

    private static final PredicateSize OF_ONE_TEST = new PredicateSize(0, 1);

    /// @throws PredicateProblem when the predicate is larger than a limit
    static void check(Predicate predicate) {
        PredicateSize size = of(FilterOperators.rewritten(predicate));
        if (size.depth() > MAXIMUM_DEPTH) {
            throw tooLarge("groups of " + size.depth() + " levels", MAXIMUM_DEPTH);
        }
        if (size.tests() > MAXIMUM_TESTS) {
            throw tooLarge(size.tests() + " tests and operands", MAXIMUM_TESTS);
        }
    }

    private static PredicateProblem tooLarge(String found, int allowed) {
        return new PredicateProblem(
                JsonPointer.ROOT, "found " + found + ", at most " + allowed + " are allowed");
    }

    static PredicateSize of(Predicate predicate) {
        return switch (predicate) {
            case Predicate.And(List<Predicate> parts) -> ofGroup(parts);
            case Predicate.Or(List<Predicate> parts) -> ofGroup(parts);
            case Predicate.Not(Predicate part) -> of(part).deeper();
            case Predicate.Related(_, Predicate part) -> of(part).deeper();
            case Predicate.All _, Predicate.Test _, Predicate.Size _, Predicate.Search _ ->
                    OF_ONE_TEST;
        };
    }

    private static PredicateSize ofGroup(List<Predicate> parts) {
        int depth = 0;
        int tests = 0;
        for (Predicate part : parts) {
            PredicateSize size = of(part);
            depth = Math.max(depth, size.depth());
            tests += size.tests();
        }
        return new PredicateSize(depth, tests).deeper();
    }

    private PredicateSize deeper() {
        return new PredicateSize(depth + 1, tests);
    }
}
