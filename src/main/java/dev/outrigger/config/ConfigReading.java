package dev.outrigger.config;

import java.util.List;

/// What came of reading a configuration.
public sealed interface ConfigReading<C> {
    /// @param warnings what is probably a mistake and does not stop anything, one sentence each
    record Read<C>(C config, List<String> warnings) implements ConfigReading<C> {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /// @param problems at least one
    record Refused<C>(List<ConfigProblem> problems) implements ConfigReading<C> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
