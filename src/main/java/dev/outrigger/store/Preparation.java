package dev.outrigger.store;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes a replica's tables fit its schema, or finds that they cannot.
final class Preparation {
    /// Grows when the columns beside the fields, or their indexes, change.
    private static final int LAYOUT = 1;

    private final ReplicaSetup setup;
    private final ReplicaTables tables;

    Preparation(ReplicaSetup setup, ReplicaTables tables) {
        this.setup = setup;
        this.tables = tables;
    }

    /// Runs in one transaction: either everything fits afterwards, or nothing was touched.
    ///
    /// @throws ReplicaUnusable when stored items cannot be read with the schema
    void run(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            Map<String, @Nullable Object> stored = stored(connection);
            if (!fits(stored)) {
                refuseObstacles(stored);
                createMissing(connection);
                store(connection);
            }
            connection.commit();
            done = true;
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
    private void refuseObstacles(Map<String, @Nullable Object> stored) {
        if (stored.get("shape") instanceof Map<?, ?> shape) {
            List<String> obstacles =
                    SchemaShape.read((Map<String, @Nullable Object>) shape)
                            .obstacles(SchemaShape.of(setup.schema()));
            if (!obstacles.isEmpty()) {
                throw new ReplicaUnusable(
                        "the replica '"
                                + setup.replica()
                                + "' holds items of another schema: "
                                + String.join(", ", obstacles)
                                + "; open it with the schema that it was made with, or choose"
                                + " another replica name");
            }
        }
    }

    private void createMissing(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join(";\n", tables.createMissing()));
        }
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
