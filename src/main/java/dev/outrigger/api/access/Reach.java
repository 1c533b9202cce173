package dev.outrigger.api.access;

import java.util.Set;

/// The models that a caller may name.
public sealed interface Reach {
    boolean includes(String model);

    /// All of them.
    record Everything() implements Reach {
        @Override
        public boolean includes(String model) {
            return true;
        }
    }

    /// Those of a list.
    record Only(Set<String> models) implements Reach {
        public Only {
            models = Set.copyOf(models);
        }

        @Override
        public boolean includes(String model) {
            return models.contains(model);
        }
    }
}
