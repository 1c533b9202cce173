package dev.outrigger.config;

import java.util.List;
import java.util.function.Function;

/// Makes the configuration of one process from its sources.
public final class ConfigReader {
    private ConfigReader() {}

    public static ConfigReading<SidecarConfig> sidecar(ConfigSources sources) {
        return reading(sources, settings -> new SidecarReader(settings).read());
    }

    public static ConfigReading<BackendConfig> backend(ConfigSources sources) {
        return reading(sources, settings -> new BackendReader(settings).read());
    }

    private static <C> ConfigReading<C> reading(
            ConfigSources sources, Function<TypedSettings, C> reader) {
        Settings written = Settings.of(sources);
        if (!written.readable()) {
            return new ConfigReading.Refused<>(written.problems());
        }
        TypedSettings settings = new TypedSettings(written);
        C config = reader.apply(settings);
        List<ConfigProblem> problems = settings.problems();
        return problems.isEmpty()
                ? new ConfigReading.Read<>(config, settings.warnings())
                : new ConfigReading.Refused<>(problems);
    }
}
