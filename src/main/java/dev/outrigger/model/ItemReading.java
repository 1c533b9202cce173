package dev.outrigger.model;

import java.util.List;

/// The outcome of reading an item from decoded JSON.
public sealed interface ItemReading {
    /// The item in normal form.
    record Complete(Item item) implements ItemReading {}

    /// The values do not make an item of the model.
    ///
    /// @param problems at least one, in the order of the input
    record Invalid(List<FieldProblem> problems) implements ItemReading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
