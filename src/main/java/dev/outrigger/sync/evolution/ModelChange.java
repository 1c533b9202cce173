package dev.outrigger.sync.evolution;

import java.util.List;

/// What another schema means for the items of one model that are stored.
public sealed interface ModelChange {
    /// They are read as they are.
    record Fits() implements ModelChange {}

    /// They are read as they are, and what the backend has in fields that are new is not among
    /// them: the backend is asked for all of them.
    ///
    /// @param fields at least one, each as `Type.name`
    record Grown(List<String> fields) implements ModelChange {
        public Grown {
            fields = List.copyOf(fields);
        }
    }

    /// Some of their values have no place in the schema any more, or a value is missing: they are
    /// translated as far as they go, and the backend is asked for all of them.
    ///
    /// @param reasons at least one, each a phrase
    record Rebuilt(List<String> reasons) implements ModelChange {
        public Rebuilt {
            reasons = List.copyOf(reasons);
        }
    }

    /// They are other items now: only the backend knows which.
    ///
    /// @param reasons at least one, each a phrase
    record Rekeyed(List<String> reasons) implements ModelChange {
        public Rekeyed {
            reasons = List.copyOf(reasons);
        }
    }

    /// The schema has no such model any more.
    record Removed() implements ModelChange {}
}
