package dev.outrigger.sync.edit;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What somebody decides about a dead letter.
public sealed interface LetterRequest {
    /// It is sent once more.
    ///
    /// @param patch fields to change before, by JSON Merge Patch; empty to send it as it is
    record Retry(Map<String, @Nullable Object> patch) implements LetterRequest {
        public Retry {
            patch = Collections.unmodifiableMap(new LinkedHashMap<>(patch));
        }

        /// No values: they must not reach a log by way of `toString`.
        @Override
        public String toString() {
            return "Retry" + patch.keySet();
        }
    }

    /// It is given up, and the item is as the backend has it.
    record Discard() implements LetterRequest {}
}
