package dev.outrigger.app;

import dev.outrigger.config.BackendConfig;
import dev.outrigger.config.Key;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;

/// The process of a backend.
final class BackendProcess {
    private static final String NAME = "backend";
    private static final String PORT_OPTIONS =
            "--port or " + Key.BACKEND_PORT.variable() + " (0 takes any free one)";

    private BackendProcess() {}

    static void start(BackendConfig config, Parts parts, Console console) {
        LogOutput.apply(config.log());
        Schema schema = SchemaFile.read(config.schema());
        Database database = Databases.open(config.database(), parts);
        EventLoops loops = EventLoops.start(parts);
        String url =
                new BackendServer(schema, database, loops, parts)
                        .start(
                                new BackendServer.Settings(
                                        config.listen(),
                                        config.auth(),
                                        config.models(),
                                        config.conflictWebhook(),
                                        Limits.of(config.limits()),
                                        Limits.exploration(config.exploration()),
                                        PORT_OPTIONS));
        console.ready(NAME, url);
    }
}
