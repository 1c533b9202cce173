package dev.outrigger.app;

import dev.outrigger.config.ConfigProblem;
import dev.outrigger.config.ConfigReading;
import dev.outrigger.config.ConfigSources;
import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.function.Function;

/// A command that serves until it is stopped: `sidecar` or `backend`.
///
/// @param <C> its configuration
final class ServeCommand<C> implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServeCommand.class);

    private final List<SettingOption> options;
    private final Function<ConfigSources, ConfigReading<C>> reader;
    private final Server<C> server;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    /// Starts a process and everything that it needs.
    interface Server<C> {
        void start(C config, Parts parts);
    }

    ServeCommand(
            List<SettingOption> options,
            Function<ConfigSources, ConfigReading<C>> reader,
            Server<C> server) {
        this.options = options;
        this.reader = reader;
        this.server = server;
        SettingOption.add(spec, options);
    }

    CommandSpec spec(String description) {
        spec.usageMessage().description(description).sortOptions(false);
        return spec;
    }

    @Override
    public void run() {
        ConfigSources sources = SettingOption.sources(spec.commandLine().getParseResult(), options);
        C config = accepted(reader.apply(sources));
        Lifetime.run(parts -> server.start(config, parts));
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
