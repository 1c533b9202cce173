package dev.outrigger.app;

import dev.outrigger.config.SidecarConfig;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;

/// The process of one sidecar.
final class SidecarProcess {
    private SidecarProcess() {}

    static void start(SidecarConfig config, Parts parts, Console console) {
        LogOutput.apply(config.log());
        Schema schema = SchemaFile.read(config.schema());
        Database database = Databases.open(config.database(), parts);
        EventLoops loops = EventLoops.start(parts);
        String url = new Sidecar(schema, database, loops, parts).start(Sidecar.Settings.of(config));
        console.ready(config.replica(), url);
    }
}
