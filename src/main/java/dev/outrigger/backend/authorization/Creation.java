package dev.outrigger.backend.authorization;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether an item may be created.
public sealed interface Creation {
    /// @param owners values for owner fields that the caller left to the backend
    record Granted(Map<String, Object> owners) implements Creation {
        public Granted {
            owners = Collections.unmodifiableMap(new LinkedHashMap<>(owners));
        }
    }

    /// Not by this caller.
    ///
    /// @param fields those that were given and may not be; empty when it is not about fields
    record Refused(List<String> fields) implements Creation {
        public Refused {
            fields = List.copyOf(fields);
        }
    }
}
