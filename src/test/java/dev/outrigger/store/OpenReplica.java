package dev.outrigger.store;

import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.testing.TestDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// A replica of its own for one test, in the database that all of them share unless told otherwise.
final class OpenReplica implements AutoCloseable {
    private static final AtomicInteger REPLICAS = new AtomicInteger();

    private final ReplicaSetup setup;
    private final Database database;
    PostgresReplicaStore store;

    OpenReplica(Schema schema) {
        this(Shared.DATABASE, setup(schema, StoreLimits.usual()));
    }

    OpenReplica(Schema schema, StoreLimits limits) {
        this(Shared.DATABASE, setup(schema, limits));
    }

    OpenReplica(Schema schema, SyncPolicies policies) {
        this(Shared.DATABASE, setup(schema, StoreLimits.usual(), policies));
    }

    OpenReplica(Schema schema, StoreLimits limits, RefusalPolicies policies) {
        this(Shared.DATABASE, setup(schema, limits).with(policies));
    }

    OpenReplica(Schema schema, Executor afterTurn) {
        this(Shared.DATABASE, setup(schema, StoreLimits.usual()).with(afterTurn));
    }

    OpenReplica(Database database, ReplicaSetup setup) {
        this.database = database;
        this.setup = setup;
        this.store = PostgresReplicaStore.open(database, setup);
    }

    private static ReplicaSetup setup(Schema schema, StoreLimits limits) {
        return setup(schema, limits, SyncPolicies.usual());
    }

    private static ReplicaSetup setup(Schema schema, StoreLimits limits, SyncPolicies policies) {
        String replica = "test-" + REPLICAS.incrementAndGet();
        return new ReplicaSetup(replica, schema, limits, policies, InstantSource.system());
    }

    String name() {
        return setup.replica();
    }

    /// A second process that wants the same replica, while this one has it.
    PostgresReplicaStore openAgain() {
        return PostgresReplicaStore.open(database, setup);
    }

    /// As after a restart of the process.
    PostgresReplicaStore reopen() {
        return reopen(setup.schema());
    }

    PostgresReplicaStore reopen(Schema schema) {
        return reopen(under(schema));
    }

    /// As after a restart of the process that searches these fields.
    PostgresReplicaStore reopen(TextSearch.Of search) {
        return reopen(setup.with(search));
    }

    private PostgresReplicaStore reopen(ReplicaSetup changed) {
        store.close();
        store = PostgresReplicaStore.open(database, changed);
        return store;
    }

    /// What opening the replica with this schema would do; it must not be open.
    UpgradeReport plan(Schema schema) {
        return PostgresReplicaStore.plan(database, under(schema));
    }

    private ReplicaSetup under(Schema schema) {
        return new ReplicaSetup(
                setup.replica(), schema, setup.limits(), setup.policies(), setup.clock());
    }

    /// A connection beside the replica's own.
    Connection connect() throws SQLException {
        return database.unpooled("test").getConnection();
    }

    /// The text with the replica's schema, quoted, where it says `%s`.
    String named(String statement) {
        return statement.replace("%s", '"' + setup.databaseSchema() + '"');
    }

    /// Runs one statement beside the replica.
    void execute(String statement) {
        try (Connection connection = connect();
                Statement running = connection.createStatement()) {
            running.execute(named(statement));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private static final class Shared {
        private static final Database DATABASE = Database.open(TestDatabase.fresh("store"));
    }
}
