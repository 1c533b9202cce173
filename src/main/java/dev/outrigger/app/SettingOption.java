package dev.outrigger.app;

import dev.outrigger.config.ConfigSources;
import dev.outrigger.config.Key;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An option of the command line that sets one key of the configuration.
///
/// @param name such as `--port`
/// @param label what its value is called in the help
record SettingOption(Key key, String name, String label, String description) {
    private static final String CONFIG = "--config";

    static final List<SettingOption> SIDECAR =
            both(
                    List.of(
                            option(Key.API_HOST, "--host HOST", "address to bind"),
                            option(Key.API_PORT, "--port PORT", "0 takes any free port"),
                            option(Key.API_TLS_CERT, "--tls-cert PEM", "our certificate"),
                            option(Key.API_TLS_KEY, "--tls-key PEM", "our private key"),
                            option(Key.REPLICA_NAME, "--replica NAME", "name of the replica"),
                            option(
                                    Key.REMOTE_ENDPOINT,
                                    "--remote URL",
                                    "GraphQL endpoint of the backend; without it, never sync"),
                            option(
                                    Key.REMOTE_AMPLIFY,
                                    "--amplify-config FILE",
                                    "Amplify's own, in place of --remote and --api-key"),
                            option(
                                    Key.REMOTE_AUTH_API_KEY,
                                    "--api-key KEY",
                                    "shown to the backend"),
                            option(
                                    Key.REMOTE_CA,
                                    "--remote-ca PEM",
                                    "authorities to trust for the backend")));

    static final List<SettingOption> BACKEND =
            both(
                    List.of(
                            option(Key.BACKEND_HOST, "--host HOST", "address to bind"),
                            option(Key.BACKEND_PORT, "--port PORT", "0 takes any free port"),
                            option(Key.BACKEND_TLS_CERT, "--tls-cert PEM", "our certificate"),
                            option(Key.BACKEND_TLS_KEY, "--tls-key PEM", "our private key"),
                            option(
                                    Key.BACKEND_API_KEYS,
                                    "--api-key KEY",
                                    "accepted from clients; may be repeated"),
                            option(
                                    Key.BACKEND_CONFLICT,
                                    "--conflict STRATEGY",
                                    "what becomes of conflicts: automerge, optimistic or"
                                            + " webhook:URL"),
                            option(
                                    Key.BACKEND_DELTA_TTL,
                                    "--delta-ttl DURATION",
                                    "how long a change stays in the delta tables"),
                            option(
                                    Key.BACKEND_BASE_TTL,
                                    "--base-ttl DURATION",
                                    "how long a deleted item stays in the base tables")));

    private static List<SettingOption> both(List<SettingOption> own) {
        return Stream.of(
                        List.of(
                                option(Key.SCHEMA, "--schema FILE", "annotated GraphQL schema"),
                                option(
                                        Key.DATABASE,
                                        "--database URL",
                                        "jdbc:postgresql://HOST/DATABASE or embedded:DIR")),
                        own,
                        List.of(option(Key.LOG_FORMAT, "--log-format FORMAT", "text or json")))
                .flatMap(List::stream)
                .toList();
    }

    private static SettingOption option(Key key, String usage, String description) {
        String[] words = usage.split(" ");
        return new SettingOption(key, words[0], words[1], description);
    }

    /// Adds the options to a command, with `--config` before them.
    static void add(CommandSpec command, List<SettingOption> options) {
        command.addOption(
                OptionSpec.builder(CONFIG)
                        .paramLabel("FILE")
                        .type(String.class)
                        .description("YAML; config/outrigger.yaml is the commented reference")
                        .build());
        for (SettingOption option : options) {
            command.addOption(
                    OptionSpec.builder(option.name())
                            .paramLabel(option.label())
                            .type(option.key().list() ? List.class : String.class)
                            .auxiliaryTypes(String.class)
                            .description(option.description())
                            .build());
        }
    }

    /// What a parsed command line, the file that it names, and the environment say.
    static ConfigSources sources(ParseResult given, List<SettingOption> options) {
        Map<Key, ConfigSources.Option> chosen = new EnumMap<>(Key.class);
        for (SettingOption option : options) {
            OptionSpec matched = given.matchedOption(option.name());
            if (matched != null) {
                chosen.put(
                        option.key(),
                        new ConfigSources.Option(option.name(), matched.stringValues()));
            }
        }
        return new ConfigSources(chosen, System.getenv(), yaml(given), Files::readString);
    }

    private static ConfigSources.@Nullable Yaml yaml(ParseResult given) {
        String file = given.matchedOptionValue(CONFIG, null);
        return file == null
                ? null
                : new ConfigSources.Yaml(file, TextFile.read(Path.of(file), "configuration"));
    }
}
