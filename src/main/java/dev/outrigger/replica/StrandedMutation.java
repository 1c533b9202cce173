package dev.outrigger.replica;

import dev.outrigger.contract.Mutation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A mutation that an earlier schema wrote and that the schema of now cannot say, as it was
/// written.
///
/// @param model may be one that the schema has no more
/// @param key text of the key, as the earlier schema made it
/// @param fields by name, as JSON in decoded form
/// @param condition in the form of a filter, or null when it had none
/// @param reason one sentence without values
/// @param savedAt local clock
/// @param strandedAt local clock
public record StrandedMutation(
        long id,
        String model,
        String key,
        Mutation.Kind kind,
        Map<String, @Nullable Object> fields,
        @Nullable Map<String, @Nullable Object> condition,
        String reason,
        Instant savedAt,
        Instant strandedAt) {
    public StrandedMutation {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// No values: they must not reach a log by way of `toString`.
    @Override
    public String toString() {
        return kind + " " + model + "/" + key;
    }
}
