package dev.outrigger.remote;

import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateFilter;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.Map;

/// Which filters the backend is asked with, and which ones it does not take. A filter that it once
/// refused is not tried again: the sidecar selects by itself anyway.
///
/// Used on one Vert.x context.
final class FilterRefusals {
    private static final Logger LOGGER = LoggerFactory.getLogger(FilterRefusals.class);

    private final Map<String, Map<String, Object>> refused = new HashMap<>();
    private Backend.@Nullable Listener listener;

    /// From here on refusals are told to this one.
    void tell(Backend.Listener told) {
        listener = told;
    }

    /// The filter to ask for a model with; empty for none.
    Map<String, Object> filter(String model, Expression expression) {
        return switch (expression) {
            case Expression.Matching(Predicate predicate, Object _) -> {
                Map<String, Object> filter = PredicateFilter.of(predicate);
                yield filter.equals(refused.get(model)) ? Map.of() : filter;
            }
            case Expression.Everything _, Expression.Nothing _ -> Map.of();
        };
    }

    void refuse(String model, Map<String, Object> filter, String reason) {
        if (filter.equals(refused.put(model, filter))) {
            return;
        }
        LOGGER.atWarn()
                .addKeyValue(LogKey.MODEL, model)
                .addKeyValue(LogKey.ERROR, reason)
                .log(
                        "the backend does not take a sync expression as a filter; it is asked"
                                + " without");
        if (listener != null) {
            listener.filterRefused(model, reason);
        }
    }
}
