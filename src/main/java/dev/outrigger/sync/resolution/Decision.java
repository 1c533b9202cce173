package dev.outrigger.sync.resolution;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What somebody outside says about one conflict.
public sealed interface Decision {
    /// The backend's item stands.
    record ApplyRemote() implements Decision {}

    /// The mutation goes out again on top of the backend's item; it brings a deleted one back.
    record RetryLocal() implements Decision {}

    /// These fields go out on top of the backend's item instead, and bring a deleted one back.
    ///
    /// @param fields neither of the key nor read-only; the others stay as the backend has them
    record Send(Map<String, @Nullable Object> fields) implements Decision {
        public Send {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// No values: they must not reach a log by way of `toString`.
        @Override
        public String toString() {
            return "Send" + fields.keySet();
        }
    }
}
