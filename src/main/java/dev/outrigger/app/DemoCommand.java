package dev.outrigger.app;

import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// `demo`: a backend and two devices in one process.
@Command(
        name = "demo",
        description = "Start a PostgreSQL, a backend and two sidecars, phone and laptop.",
        sortOptions = false)
final class DemoCommand implements Runnable {
    private static final String PORT = "default ${DEFAULT-VALUE}; 0 takes any free port";

    private final Console console;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "where the data stays")
    private Path data = Path.of("data");

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "annotated GraphQL schema; without it, posts and comments")
    private @Nullable Path schema;

    @Option(names = "--phone-port", paramLabel = "PORT", defaultValue = "4700", description = PORT)
    private int phonePort;

    @Option(names = "--laptop-port", paramLabel = "PORT", defaultValue = "4701", description = PORT)
    private int laptopPort;

    @Option(
            names = "--backend-port",
            paramLabel = "PORT",
            defaultValue = "4800",
            description = PORT)
    private int backendPort;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Schema read = schema == null ? SchemaFile.packaged() : SchemaFile.read(schema);
        Demo demo =
                new Demo(
                        data,
                        read,
                        schema == null ? DemoText.POSTS : DemoText.ANY,
                        new Demo.Ports(port(backendPort), port(phonePort), port(laptopPort)));
        Lifetime.run(parts -> demo.start(parts, console));
    }

    private static int port(int given) {
        if (given < 0 || given > 65_535) {
            throw StartFailure.usage(
                    "a port must be a whole number from 0 to 65535, not '" + given + "'");
        }
        return given;
    }
}
