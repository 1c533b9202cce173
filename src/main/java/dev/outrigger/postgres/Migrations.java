package dev.outrigger.postgres;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.util.Map;

import javax.sql.DataSource;

/// The numbered SQL scripts that create and change the tables of one PostgreSQL schema.
///
/// @param schema the PostgreSQL schema; it is created when missing, and is the scripts' default one
/// @param location the class path folder with `V1__name.sql` and its successors
/// @param placeholders what `${name}` in a script stands for
public record Migrations(String schema, String location, Map<String, String> placeholders) {
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
        try {
            return Flyway.configure()
                    .loggers(MigrationLog.class.getName())
                    .dataSource(database)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .table("_migration")
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
