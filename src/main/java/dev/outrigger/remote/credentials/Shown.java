package dev.outrigger.remote.credentials;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What credentials have for one request.
public sealed interface Shown {
    /// @param values by name, as they are written on the realtime channel too
    record Headers(Map<String, String> values) implements Shown {
        public Headers {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /// No values: they are keys and tokens.
        @Override
        public String toString() {
            return "Headers" + values.keySet();
        }
    }

    /// There is nothing to show before somebody signs in or changes the configuration.
    ///
    /// @param reason as one sentence without secrets
    record NotSignedIn(String reason) implements Shown {}

    /// Whoever issues the credentials cannot be asked at the moment.
    ///
    /// @param reason as one sentence without secrets
    record Unavailable(String reason) implements Shown {}
}
