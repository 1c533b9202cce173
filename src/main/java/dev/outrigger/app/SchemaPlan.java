package dev.outrigger.app;

import dev.outrigger.config.SidecarConfig;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.replica.User;
import dev.outrigger.store.PostgresReplicaStore;
import dev.outrigger.store.ReplicaSetup;
import dev.outrigger.store.ReplicaUnusable;
import dev.outrigger.store.UserDirectory;

import java.util.ArrayList;
import java.util.List;

/// Says what a change of the schema would do to a replica, and to those of the users beside it.
final class SchemaPlan {
    private SchemaPlan() {}

    static void print(SidecarConfig config, Console console) {
        LogOutput.apply(config.log());
        Schema schema = SchemaFile.read(config.schema());
        try (Parts parts = new Parts()) {
            Database database = Databases.open(config.database(), parts);
            ReplicaSetup shared = ReplicaSetup.of(config.replica(), schema);
            Databases.using(() -> lines(database, shared)).forEach(console::print);
        } catch (ReplicaUnusable unusable) {
            throw StartFailure.usage(unusable.getMessage());
        }
    }

    private static List<String> lines(Database database, ReplicaSetup shared) {
        List<String> lines = new ArrayList<>(planned(database, shared));
        List<User> users = UserDirectory.open(database, shared).users();
        if (!users.isEmpty()) {
            lines.addFirst("without a user:");
        }
        for (User user : users) {
            lines.add("of the user " + user.identity() + ":");
            lines.addAll(planned(database, shared.of(user)));
        }
        return lines;
    }

    private static List<String> planned(Database database, ReplicaSetup replica) {
        return PostgresReplicaStore.plan(database, replica).lines();
    }
}
