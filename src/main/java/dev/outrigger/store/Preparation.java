package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.sync.evolution.SchemaShape;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/// Makes a replica's tables fit its schema.
final class Preparation {
    /// Grows when the columns beside the fields, or their indexes, change.
    private static final int LAYOUT = 1;

    private final ReplicaSetup setup;
    private final ReplicaTables tables;

    Preparation(ReplicaSetup setup, ReplicaTables tables) {
        this.setup = setup;
        this.tables = tables;
    }

    /// Whether what was done stays.
    private enum Ending {
        COMMIT,
        ROLLBACK
    }

    /// Runs in one transaction: either everything fits afterwards, or nothing was touched.
    UpgradeReport run(Connection connection) throws SQLException {
        return prepare(connection, Ending.COMMIT);
    }

    /// What [#run] would do. Nothing is changed: it is done, and undone.
    UpgradeReport plan(Connection connection) throws SQLException {
        return prepare(connection, Ending.ROLLBACK);
    }

    private UpgradeReport prepare(Connection connection, Ending ending) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            UpgradeReport report = UpgradeReport.nothing();
            Map<String, @Nullable Object> stored = stored(connection);
            if (!fits(stored)) {
                report = fitted(connection, stored);
                store(connection);
            }
            if (ending == Ending.COMMIT) {
                connection.commit();
                done = true;
            }
            return report;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private boolean fits(Map<String, @Nullable Object> stored) {
        return setup.schema().hash().equals(stored.get("hash"))
                && Objects.equals(LAYOUT, stored.get("layout"));
    }

    @SuppressWarnings("unchecked")
    private UpgradeReport fitted(Connection connection, Map<String, @Nullable Object> stored)
            throws SQLException {
        if (stored.get("shape") instanceof Map<?, ?> shape) {
            SchemaShape earlier = SchemaShape.read((Map<String, @Nullable Object>) shape);
            return new SchemaUpgrade(connection, setup, tables, earlier).run();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join(";\n", tables.createMissing()));
        }
        return UpgradeReport.nothing();
    }

    /// Empty when the replica is new.
    private Map<String, @Nullable Object> stored(Connection connection) throws SQLException {
        String text = "select value from " + tables.own("_setting") + " where name = 'schema'";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text)) {
            return row.next() ? Json.readObject(row.getString(1)) : Map.of();
        }
    }

    private void store(Connection connection) throws SQLException {
        Map<String, Object> value =
                Map.of(
                        "hash", setup.schema().hash(),
                        "layout", LAYOUT,
                        "shape", SchemaShape.of(setup.schema()).written());
        String text =
                "insert into %s values ('schema', ?::json)".formatted(tables.own("_setting"))
                        + " on conflict (name) do update set value = excluded.value";
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setString(1, Json.write(value));
            statement.executeUpdate();
        }
    }
}
