package dev.outrigger.sync.evolution;

import dev.outrigger.sync.RefusalPolicy;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// A dead letter as it was stored under an earlier schema; see [dev.outrigger.sync.DeadLetter].
///
/// @param item by name of field, as JSON in decoded form
/// @param theirs as `item`
public record EarlierLetter(
        EarlierMutation mutation,
        RefusalPolicy policy,
        Map<String, @Nullable Object> item,
        @Nullable Map<String, @Nullable Object> theirs) {
    /// No values: they must not reach a log by way of `toString`.
    @Override
    public String toString() {
        return "EarlierLetter[" + mutation + "]";
    }
}
