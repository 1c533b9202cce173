package dev.outrigger.backend.mutation;

import java.util.Map;

/// Who is asked about the conflicts of which model.
///
/// @param byModel for each model whose strategy leaves them to somebody outside
/// @param maximumConflicts how often a handler is asked about one mutation, while the item changes
///     each time before the answer can be written
public record ConflictHandlers(Map<String, ConflictHandler> byModel, int maximumConflicts) {
    /// AppSync does not say how often it asks.
    public static final int USUAL_MAXIMUM_CONFLICTS = 3;

    public ConflictHandlers {
        byModel = Map.copyOf(byModel);
        if (maximumConflicts < 1) {
            throw new IllegalArgumentException("maximumConflicts " + maximumConflicts);
        }
    }

    /// For strategies that decide by themselves.
    public static ConflictHandlers none() {
        return new ConflictHandlers(Map.of(), USUAL_MAXIMUM_CONFLICTS);
    }

    ConflictHandler of(String model) {
        ConflictHandler handler = byModel.get(model);
        if (handler == null) {
            throw new IllegalStateException("nobody resolves the conflicts of " + model);
        }
        return handler;
    }
}
