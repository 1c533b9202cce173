package dev.outrigger.app;

import dev.outrigger.config.ConfigReader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// All commands, and what becomes of their failures.
final class CommandTree {
    private static final Logger LOGGER = LoggerFactory.getLogger(CommandTree.class);

    private CommandTree() {}

    @Command(
            name = "outrigger",
            description = "An offline-first sync sidecar and its backend.",
            mixinStandardHelpOptions = true,
            scope = ScopeType.INHERIT,
            versionProvider = VersionText.class,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root {}

    /// Runs one command line to its end and answers its exit code.
    static int execute(Console console, String... arguments) {
        CommandLine root = new CommandLine(new Root());
        Map<String, Supplier<Object>> commands = commands(console);
        // Building all of them takes a good part of a start.
        boolean named = arguments.length > 0 && commands.containsKey(arguments[0]);
        commands.forEach(
                (name, command) -> {
                    if (!named || name.equals(arguments[0])) {
                        root.addSubcommand(name, command.get());
                    }
                });
        root.setOut(new PrintWriter(console.output(), true));
        root.setErr(new PrintWriter(console.errors(), true));
        root.setParameterExceptionHandler((failure, _) -> misused(console, failure));
        root.setExecutionExceptionHandler((failure, _, _) -> failed(console, failure));
        return root.execute(arguments);
    }

    /// In the order of the help.
    private static Map<String, Supplier<Object>> commands(Console console) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new DemoCommand(console));
        commands.put("sidecar", () -> sidecar(console));
        commands.put("backend", () -> backend(console));
        commands.put("schema", () -> schema(console));
        commands.put("codegen", () -> new CodegenCommand(console));
        commands.put("observe", () -> new ObserveCommand(console));
        commands.put("health", () -> new HealthCommand(console));
        commands.put("train", () -> new TrainCommand(console));
        return commands;
    }

    private static CommandSpec sidecar(Console console) {
        return new ConfiguredCommand<>(
                        SettingOption.SIDECAR,
                        ConfigReader::sidecar,
                        config ->
                                Lifetime.run(parts -> SidecarProcess.start(config, parts, console)))
                .spec("Serve a replica to the apps next to it, and keep it in sync.");
    }

    private static CommandSpec backend(Console console) {
        return new ConfiguredCommand<>(
                        SettingOption.BACKEND,
                        ConfigReader::backend,
                        config ->
                                Lifetime.run(parts -> BackendProcess.start(config, parts, console)))
                .spec("Serve the backend that sidecars and Amplify clients sync with.");
    }

    private static CommandLine schema(Console console) {
        CommandSpec plan =
                new ConfiguredCommand<>(
                                SettingOption.SIDECAR,
                                ConfigReader::sidecar,
                                config -> SchemaPlan.print(config, console))
                        .spec(
                                "Say what a sidecar with these settings would do to its replica and"
                                        + " the pending mutations, and change nothing.");
        return new CommandLine(new SchemaCommand(console)).addSubcommand("plan", plan);
    }

    private static int misused(Console console, ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        console.complain(
                failure.getMessage().lines().findFirst().orElse("wrong usage")
                        + suggestion(failure)
                        + "; see "
                        + command
                        + " --help");
        return ExitCode.USAGE.number();
    }

    private static String suggestion(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean " + String.join(" or ", unmatched.getSuggestions())
                : "";
    }

    private static int failed(Console console, Exception failure) {
        if (failure instanceof StartFailure known) {
            known.getMessage().lines().forEach(console::complain);
            return known.exitCode().number();
        }
        LOGGER.atError().setCause(failure).log("a bug ends the process");
        return ExitCode.BUG.number();
    }
}
