package dev.outrigger.store;

import dev.outrigger.postgres.CopyRows;
import dev.outrigger.postgres.RowSource;
import dev.outrigger.postgres.SqlType;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The columns of rows that are written together.
///
/// Some rows travel as one array per column, a single one as plain values, for a [RowSource]; many
/// new ones travel by [CopyRows].
///
/// @param values from a row, the value of each column
record Columns<T>(List<SqlType> types, List<Function<T, @Nullable Object>> values) {
    /// `insert into table (names) …` for this many rows, to be bound by [#bind].
    static String insert(String table, String names, RowSource source, int rows) {
        return "insert into " + table + " (" + names + ")" + source.of(rows);
    }

    /// Binds the rows to a [RowSource] of the same types.
    ///
    /// @return the index after the last parameter's
    int bind(PreparedStatement statement, int first, List<T> rows) throws SQLException {
        for (int column = 0; column < types.size(); column++) {
            bind(statement, first + column, column, rows);
        }
        return first + types.size();
    }

    /// As [#bind], with arrays for a single row too.
    int bindAll(PreparedStatement statement, int first, List<T> rows) throws SQLException {
        for (int column = 0; column < types.size(); column++) {
            bindAll(statement, first + column, column, rows);
        }
        return first + types.size();
    }

    /// Writes many new rows; `names` are the columns as SQL lists them.
    void copy(Connection connection, String table, String names, List<T> rows) throws SQLException {
        try (CopyRows copied = CopyRows.into(connection, table, names, types)) {
            for (T row : rows) {
                for (Function<T, @Nullable Object> value : values) {
                    copied.add(value.apply(row));
                }
            }
            copied.finish();
        }
    }

    private void bind(PreparedStatement statement, int parameter, int column, List<T> rows)
            throws SQLException {
        if (rows.size() == 1) {
            Object value = values.get(column).apply(rows.getFirst());
            types.get(column).bind(statement, parameter, value);
            return;
        }
        bindAll(statement, parameter, column, rows);
    }

    private void bindAll(PreparedStatement statement, int parameter, int column, List<T> rows)
            throws SQLException {
        Function<T, @Nullable Object> value = values.get(column);
        List<@Nullable Object> array = new ArrayList<>(rows.size());
        rows.forEach(row -> array.add(value.apply(row)));
        types.get(column).bindAll(statement, parameter, array);
    }
}
