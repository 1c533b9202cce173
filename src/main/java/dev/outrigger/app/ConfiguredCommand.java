package dev.outrigger.app;

import dev.outrigger.config.ConfigProblem;
import dev.outrigger.config.ConfigReading;
import dev.outrigger.config.ConfigSources;
import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A command that takes the settings of a process: `sidecar`, `backend`, `schema plan`.
///
/// @param <C> its configuration
final class ConfiguredCommand<C> implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConfiguredCommand.class);

    private final List<SettingOption> options;
    private final Function<ConfigSources, ConfigReading<C>> reader;
    private final Consumer<C> action;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    ConfiguredCommand(
            List<SettingOption> options,
            Function<ConfigSources, ConfigReading<C>> reader,
            Consumer<C> action) {
        this.options = options;
        this.reader = reader;
        this.action = action;
        SettingOption.add(spec, options);
    }

    CommandSpec spec(String description) {
        spec.usageMessage().description(description).sortOptions(false);
        return spec;
    }

    @Override
    public void run() {
        ConfigSources sources = SettingOption.sources(spec.commandLine().getParseResult(), options);
        action.accept(accepted(reader.apply(sources)));
    }

    private C accepted(ConfigReading<C> reading) {
        return switch (reading) {
            case ConfigReading.Read<C>(var config, var warnings) -> {
                warnings.forEach(
                        warning ->
                                LOGGER.atWarn()
                                        .addKeyValue(LogKey.ERROR, warning)
                                        .log("a variable looks misspelled"));
                yield config;
            }
            case ConfigReading.Refused<C>(var problems) ->
                    throw StartFailure.usage(problems.stream().map(ConfigProblem::line).toList());
        };
    }
}
