package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where settings may come from, strongest first: options, environment, YAML.
///
/// @param yaml null when no file was named
/// @param files reads the files that the `…File` twins of secrets name
public record ConfigSources(
        Map<Key, Option> options,
        Map<String, String> environment,
        @Nullable Yaml yaml,
        Files files) {
    public ConfigSources {
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /// What the command line gave.
    ///
    /// @param name as it was written, such as `--port`
    public record Option(String name, List<String> values) {
        public Option {
            values = List.copyOf(values);
        }

        /// Values may be secrets.
        @Override
        public String toString() {
            return name;
        }
    }

    /// The text of a YAML file and the name to call it by.
    public record Yaml(String name, String text) {
        /// The text may hold secrets.
        @Override
        public String toString() {
            return name;
        }
    }

    /// A way to read files.
    public interface Files {
        String read(Path file) throws IOException;
    }
}
