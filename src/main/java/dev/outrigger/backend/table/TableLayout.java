package dev.outrigger.backend.table;

import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the base tables what the schema asks for, as far as that loses nothing: new tables, new
/// columns, new indexes, and the triggers for writes by SQL. A column that the schema no longer has
/// stays, with its values.
///
/// A table whose layout was made before is not locked: a transaction of plain SQL locks its table
/// first and waits for its turn then, while a start has its turn and would wait for the table.
final class TableLayout {
    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 5;

    private static final String COLUMNS =
            """
            select column_name, data_type from information_schema.columns
             where table_schema = ? and table_name = ?\
            """;
    private static final String KEY =
            """
            select a.attname
              from pg_index i
              join pg_class c on c.oid = i.indrelid
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
             where i.indisprimary and n.nspname = ? and c.relname = ?
             order by array_position(i.indkey::int2[], a.attnum)\
            """;

    private final String databaseSchema;
    private final Tables tables;
    private final LayoutRecord made;

    TableLayout(String databaseSchema, Tables tables) {
        this.databaseSchema = databaseSchema;
        this.tables = tables;
        this.made = new LayoutRecord(tables.names());
    }

    /// Creates and extends in one transaction; other processes wait.
    ///
    /// @throws TablesUnusable when a table would have to be changed in another way; nothing is
    ///     changed then
    void apply(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        for (int attempt = 1; !applied(connection, attempt); attempt++) {
            // Somebody who writes by SQL was in the way, and had to be let through.
        }
    }

    private boolean applied(Connection connection, int attempt) throws SQLException {
        try {
            tables.clock().lock(connection);
            for (BaseTable base : tables.base().values()) {
                apply(connection, base.table());
            }
            connection.commit();
            return true;
        } catch (SQLException failure) {
            if (DEADLOCK.equals(failure.getSQLState()) && attempt < ATTEMPTS) {
                return false;
            }
            throw failure;
        } finally {
            // Undoes what a refusal left; after a commit there is nothing to undo.
            connection.rollback();
        }
    }

    private void apply(Connection connection, ModelTable table) throws SQLException {
        List<String> whole = wholeLayout(table);
        if (made.holds(connection, table, whole)) {
            return;
        }
        run(connection, List.of(table.createTable()));
        tables.delta().begin(connection, table.model());
        run(connection, missingColumns(connection, table));
        requireKey(connection, table);
        run(connection, whole);
        made.remember(connection, table, whole);
    }

    /// The statements that make the layout from nothing; all of them may run again.
    private List<String> wholeLayout(ModelTable table) {
        List<String> statements = new ArrayList<>();
        statements.add(table.createTable());
        statements.addAll(table.createIndexes());
        statements.add(tombstoneIndex(table));
        statements.addAll(new AccessIndexes(table).statements());
        Retention retention = tables.retentions().of(table.model().name());
        statements.addAll(new WriteTriggers(tables.names(), table, retention).statements());
        return statements;
    }

    private List<String> missingColumns(Connection connection, ModelTable table)
            throws SQLException {
        List<String> statements = new ArrayList<>();
        Map<String, String> present = columns(connection, table);
        for (Column column : table.columns()) {
            String type = present.get(column.name());
            if (type == null) {
                statements.add(table.addColumn(column));
            } else if (!type.equals(column.type().sqlName())) {
                throw new TablesUnusable(
                        "column %s of table %s is %s, but the schema needs %s;"
                                        .formatted(
                                                column.name(),
                                                table.qualifiedName(),
                                                type,
                                                column.type().sqlName())
                                + " change the column by SQL, or give the field another name");
            }
        }
        return statements;
    }

    private void requireKey(Connection connection, ModelTable table) throws SQLException {
        List<String> present = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, KEY, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                present.add(rows.getString(1));
            }
        }
        List<String> wanted = table.keyColumns().stream().map(Column::name).toList();
        if (!present.equals(wanted)) {
            throw new TablesUnusable(
                    "table %s has the key %s, but the schema of %s says %s;"
                                    .formatted(
                                            table.qualifiedName(),
                                            present,
                                            table.model().name(),
                                            wanted)
                            + " a key cannot be changed in place: use another model name");
        }
    }

    private Map<String, String> columns(Connection connection, ModelTable table)
            throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (PreparedStatement statement = prepared(connection, COLUMNS, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
        }
        return types;
    }

    private PreparedStatement prepared(Connection connection, String sql, ModelTable table)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, databaseSchema);
        statement.setString(2, SqlName.table(table.model()));
        return statement;
    }

    /// Pruning looks for old tombstones, which are few among many live items.
    private String tombstoneIndex(ModelTable table) {
        return "create index if not exists %s on %s (%s) where %s"
                .formatted(
                        SqlName.quoted("_" + SqlName.table(table.model()) + "_deleted"),
                        table.qualifiedName(),
                        BaseTable.LAST_CHANGED_AT.quoted(),
                        BaseTable.DELETED.quoted());
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
