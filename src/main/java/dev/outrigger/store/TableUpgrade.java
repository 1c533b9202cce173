package dev.outrigger.store;

import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.sync.evolution.ItemSuccession;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Moves the rows of one model into a table of another shape: they are set aside as JSON, the table
/// is dropped, and once the new one is there they are taken back.
final class TableUpgrade {
    /// Bounds memory; more would not be faster.
    private static final int ROWS_AT_ONCE = 2_000;

    private final Connection connection;
    private final String databaseSchema;
    private final String model;

    TableUpgrade(Connection connection, String databaseSchema, String model) {
        this.connection = connection;
        this.databaseSchema = databaseSchema;
        this.model = model;
    }

    void setAside() throws SQLException {
        execute(
                "create temp table %s on commit drop as select to_jsonb(t) as columns from %s t"
                        .formatted(aside(), table()));
        drop();
    }

    /// With the views that show it, which are made again before anybody is served.
    void drop() throws SQLException {
        execute("drop table " + table() + " cascade");
    }

    /// Drops the columns that this schema has no field for: one that it gets again later may have
    /// another type.
    void dropUnread(ModelTable into) throws SQLException {
        Set<String> read = into.columns().stream().map(Column::name).collect(Collectors.toSet());
        List<String> unread = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select column_name from information_schema.columns"
                                + " where table_schema = ? and table_name = ?")) {
            statement.setString(1, databaseSchema);
            statement.setString(2, SqlName.table(model));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    unread.add(rows.getString(1));
                }
            }
        }
        unread.removeAll(read);
        for (String column : unread) {
            execute(
                    "alter table %s drop column %s cascade"
                            .formatted(table(), SqlName.quoted(column)));
        }
    }

    /// What the backend has at the version of a row is more than the row has.
    void letBeReplaced() throws SQLException {
        execute(
                "update %s set %s = null where not %s"
                        .formatted(
                                table(),
                                SqlName.quoted(ReplicaTables.LAST_CHANGED_AT.name()),
                                SqlName.quoted(ReplicaTables.DELETED.name())));
    }

    /// @return how many rows are in the new table
    long takeBack(EarlierRows earlier, ItemRows into, ItemSuccession succession)
            throws SQLException {
        String cursor = SqlName.quoted("_rows_aside");
        execute(
                "declare %s no scroll cursor for select columns from %s"
                        .formatted(cursor, aside()));
        long kept = 0;
        for (List<String> fetched = fetch(cursor); !fetched.isEmpty(); fetched = fetch(cursor)) {
            List<Row> rows = new ArrayList<>();
            for (String columns : fetched) {
                EarlierRows.Earlier found = earlier.read(columns);
                succession
                        .next(
                                found.item(),
                                item -> IndexedSize.problem(into.table(), item).isEmpty())
                        .ifPresent(stored -> rows.add(new Row(stored, found.places())));
            }
            into.copy(connection, rows);
            kept += rows.size();
        }
        execute("close " + cursor);
        return kept;
    }

    private List<String> fetch(String cursor) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "fetch %d from %s".formatted(ROWS_AT_ONCE, cursor))) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private String table() {
        return SqlName.quoted(databaseSchema) + "." + SqlName.quoted(SqlName.table(model));
    }

    private String aside() {
        return "pg_temp." + SqlName.quoted(SqlName.shortened("_aside_" + SqlName.table(model)));
    }

    private void execute(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
