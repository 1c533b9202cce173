package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sources of a configuration, with a schema given, and what comes of reading them.
final class Told {
    private final Map<Key, ConfigSources.Option> options = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private ConfigSources.@Nullable Yaml yaml;

    static Told nothing() {
        return new Told();
    }

    static Told schema() {
        return new Told().option(Key.SCHEMA, "--schema", "schema.graphql");
    }

    Told option(Key key, String name, String... values) {
        options.put(key, new ConfigSources.Option(name, List.of(values)));
        return this;
    }

    Told variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Told yaml(String text) {
        yaml = new ConfigSources.Yaml("outrigger.yaml", text);
        return this;
    }

    Told file(String name, String text) {
        files.put(name, text);
        return this;
    }

    ConfigSources sources() {
        return new ConfigSources(options, environment, yaml, this::content);
    }

    SidecarConfig sidecar() {
        return config(ConfigReader.sidecar(sources()));
    }

    BackendConfig backend() {
        return config(ConfigReader.backend(sources()));
    }

    List<String> sidecarProblems() {
        return problems(ConfigReader.sidecar(sources()));
    }

    List<String> backendProblems() {
        return problems(ConfigReader.backend(sources()));
    }

    List<String> sidecarWarnings() {
        return warnings(ConfigReader.sidecar(sources()));
    }

    List<String> backendWarnings() {
        return warnings(ConfigReader.backend(sources()));
    }

    private static List<String> warnings(ConfigReading<?> reading) {
        return switch (reading) {
            case ConfigReading.Read<?>(var _, var warnings) -> warnings;
            case ConfigReading.Refused<?>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static <C> C config(ConfigReading<C> reading) {
        return switch (reading) {
            case ConfigReading.Read<C>(var config, var _) -> config;
            case ConfigReading.Refused<C>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<String> problems(ConfigReading<?> reading) {
        return switch (reading) {
            case ConfigReading.Read<?> read -> throw new AssertionError(read.config());
            case ConfigReading.Refused<?>(var problems) ->
                    problems.stream().map(ConfigProblem::line).toList();
        };
    }

    private String content(Path file) throws IOException {
        String content = files.get(file.toString());
        if (content == null) {
            throw new IOException("no such file");
        }
        return content;
    }
}
