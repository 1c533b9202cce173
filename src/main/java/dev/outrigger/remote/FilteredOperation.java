package dev.outrigger.remote;

import dev.outrigger.contract.Operation;

import java.util.LinkedHashMap;
import java.util.Map;

/// An operation with the filter that goes with it.
///
/// @param filter in AppSync's form; empty for an operation that takes none
record FilteredOperation(Operation operation, Map<String, Object> filter) {
    static FilteredOperation plain(Operation operation) {
        return new FilteredOperation(operation, Map.of());
    }

    Map<String, Object> variables() {
        return variables(Map.of());
    }

    /// Beside those of other arguments.
    Map<String, Object> variables(Map<String, Object> others) {
        Map<String, Object> variables = new LinkedHashMap<>(others);
        if (!filter.isEmpty()) {
            variables.put("filter", filter);
        }
        return variables;
    }
}
