package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.graphql.BackendLimits;
import dev.outrigger.config.BackendConfig;
import dev.outrigger.config.ConfigReader;
import dev.outrigger.config.ConfigReading;
import dev.outrigger.config.ConfigSources;
import dev.outrigger.config.Key;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class LimitsTest {
    @Test
    void configurationThatSaysNothingGivesTheUsualLimits() {
        Map<Key, ConfigSources.Option> options =
                Map.of(
                        Key.SCHEMA, new ConfigSources.Option("--schema", List.of("s.graphql")),
                        Key.BACKEND_API_KEYS, new ConfigSources.Option("--api-key", List.of("k")));
        var sources = new ConfigSources(options, Map.of(), null, _ -> "");

        BackendConfig config =
                switch (ConfigReader.backend(sources)) {
                    case ConfigReading.Read<BackendConfig>(var read, var _) -> read;
                    case ConfigReading.Refused<BackendConfig>(var problems) ->
                            throw new AssertionError(problems);
                };

        assertThat(Limits.of(config.limits())).isEqualTo(BackendLimits.usual());
    }
}
