package dev.outrigger.postgres;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

/// The numbered SQL scripts that create and change the tables of one PostgreSQL schema.
///
/// @param schema the PostgreSQL schema; it is created when missing, and is the scripts' default one
/// @param location the class path folder with `V1__name.sql` and its successors
/// @param placeholders what `${name}` in a script stands for
public record Migrations(String schema, String location, Map<String, String> placeholders) {
    private static final String TABLE = "_migration";

    public Migrations {
        placeholders = Map.copyOf(placeholders);
    }

    public Migrations(String schema, String location) {
        this(schema, location, Map.of());
    }

    /// Runs the scripts that have not run yet, each in its own transaction. Several processes may
    /// do so at once: the others wait for the first.
    ///
    /// @return how many scripts ran
    /// @throws MigrationFailed when a script fails, is missing, or differs from what ran before
    public int apply(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return apply(connection, database);
        } catch (SQLException failure) {
            throw new MigrationFailed(this, failure);
        }
    }

    /// The same, with a look first, over a connection that is there already: when the last who came
    /// had these very scripts there is nothing to do, and Flyway takes a good part of a start to
    /// find that out.
    ///
    /// @param connection outside of any transaction
    /// @param database gives Flyway connections of its own
    public int apply(Connection connection, DataSource database) throws SQLException {
        String shipped = MigrationScripts.fingerprint(this);
        if (shipped.equals(applied(connection))) {
            return 0;
        }
        int executed = migrate(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("comment on table " + table() + " is '" + shipped + "'");
        }
        return executed;
    }

    /// The fingerprint of the scripts that ran last.
    private @Nullable String applied(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select obj_description(to_regclass(?), 'pg_class')")) {
            statement.setString(1, table());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private String table() {
        return SqlName.quoted(schema) + "." + SqlName.quoted(TABLE);
    }

    private int migrate(DataSource database) {
        try {
            return Flyway.configure()
                    .loggers(MigrationLog.class.getName())
                    .dataSource(database)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .table(TABLE)
                    .locations("classpath:" + location)
                    .failOnMissingLocations(true)
                    .placeholders(placeholders)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException failure) {
            throw new MigrationFailed(this, failure);
        }
    }
}
