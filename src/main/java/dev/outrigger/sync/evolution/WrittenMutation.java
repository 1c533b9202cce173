package dev.outrigger.sync.evolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A pending mutation as an earlier schema wrote it.
///
/// @param key in the schema of now
/// @param fields by name, with values as JSON in decoded form
/// @param condition in the form of a filter, or null when it has none
public record WrittenMutation(
        ItemKey key,
        Mutation.Kind kind,
        Map<String, @Nullable Object> fields,
        @Nullable Map<String, @Nullable Object> condition) {
    public WrittenMutation {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
