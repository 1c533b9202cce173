package dev.outrigger.sync.edit;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a [Substitute] comes to.
public sealed interface Substitution {
    /// @param fields neither of the key nor read-only
    record Valid(Map<String, @Nullable Object> fields) implements Substitution {
        public Valid {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// No values: they must not reach a log by way of `toString`.
        @Override
        public String toString() {
            return "Valid" + fields.keySet();
        }
    }

    record Refused(Refusal refusal) implements Substitution {}
}
