package dev.outrigger.app;

import dev.outrigger.config.SidecarConfig;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.store.ReplicaUnusable;

/// Says what a change of the schema would do to a replica.
final class SchemaPlan {
    private SchemaPlan() {}

    static void print(SidecarConfig config, Console console) {
        LogOutput.apply(config.log());
        Schema schema = SchemaFile.read(config.schema());
        try (Parts parts = new Parts()) {
            Database database = Databases.open(config.database(), parts);
            Databases.using(
                            () ->
                                    PostgresReplicaStore.plan(
                                            database, ReplicaSetup.of(config.replica(), schema)))
                    .lines()
                    .forEach(console::print);
        } catch (ReplicaUnusable unusable) {
            throw StartFailure.usage(unusable.getMessage());
        }
    }
}
