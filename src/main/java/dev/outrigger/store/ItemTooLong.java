package dev.outrigger.store;

import dev.outrigger.model.FieldProblem;
import dev.outrigger.sync.edit.Refusal;

import java.util.List;

/// A verdict or a decision would make of an item what no index can hold: nothing of the transaction
/// that it is in can be kept.
final class ItemTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String model;
    private final transient FieldProblem problem;

    ItemTooLong(String model, FieldProblem problem) {
        super(problem.path() + " " + problem.reason());
        this.model = model;
        this.problem = problem;
    }

    Refusal refusal() {
        return new Refusal.ItemInvalid(model, List.of(problem));
    }
}
