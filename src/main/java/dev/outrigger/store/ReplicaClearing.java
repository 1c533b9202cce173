package dev.outrigger.store;

import dev.outrigger.model.Model;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.replica.Clearing.Outcome;
import dev.outrigger.replica.Clearing.Unsent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Empties a replica's tables in the writer's transaction.
///
/// Rows are deleted rather than tables truncated, since a truncation waits for the reads that are
/// under way and holds up those that come.
final class ReplicaClearing {
    /// What was decided about the replica rather than learned or saved. Every other table goes, so
    /// that a table of a later release cannot be forgotten here.
    private static final Set<String> KEPT =
            Set.of("_setting", "_migration", "_user", "_expression");

    private final ReplicaTables tables;
    private final Connection connection;

    ReplicaClearing(ReplicaTables tables, Connection connection) {
        this.tables = tables;
        this.connection = connection;
    }

    /// @param now what the writer knows of the log
    Outcome run(Counts now, Unsent decided) throws SQLException {
        long unsent = UnsentWrites.count(connection, tables.databaseSchema());
        return unsent > 0 && decided == Unsent.PROTECTED
                ? new Outcome.OutboxNotEmpty(unsent)
                : emptied(now, unsent);
    }

    private Outcome emptied(Counts now, long unsent) throws SQLException {
        Set<String> others = ownTables();
        Map<String, Long> items = new LinkedHashMap<>();
        for (Model model : tables.schema().models()) {
            String table = SqlName.table(model);
            others.remove(table);
            items.put(model.name(), deleteItems(table));
        }
        try (Statement statement = connection.createStatement()) {
            for (String table : others) {
                statement.executeUpdate("delete from " + tables.own(table));
            }
        }
        long seq = now.newestSeq() + 1;
        new ChangeLogStart(tables).store(connection, seq);
        return new Outcome.Cleared(seq, items, unsent);
    }

    private Set<String> ownTables() throws SQLException {
        String text = "select tablename from pg_tables where schemaname = ?";
        Set<String> found = new LinkedHashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setString(1, tables.databaseSchema());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        found.removeAll(KEPT);
        return found;
    }

    private long deleteItems(String table) throws SQLException {
        String deleted = ReplicaTables.DELETED.quoted();
        String text =
                "with gone as (delete from %s returning %s) select count(*) from gone where not %s"
                        .formatted(tables.own(table), deleted, deleted);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text)) {
            row.next();
            return row.getLong(1);
        }
    }
}
