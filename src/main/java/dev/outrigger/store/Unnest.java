package dev.outrigger.store;

import dev.outrigger.postgres.SqlType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Many rows in one statement, as one array parameter per column.
///
/// @param values from a row, the value of each column
record Unnest<T>(List<SqlType> types, List<Function<T, @Nullable Object>> values) {
    /// `insert into table (columns) select * from unnest(…)`.
    static String insert(String table, String columns, List<SqlType> types) {
        String arrays =
                types.stream().map(SqlType::arrayParameter).collect(Collectors.joining(", "));
        return "insert into " + table + " (" + columns + ") select * from unnest(" + arrays + ")";
    }

    /// @return the index after the last array's
    int bind(PreparedStatement statement, int first, List<T> rows) throws SQLException {
        for (int column = 0; column < types.size(); column++) {
            List<@Nullable Object> array = new ArrayList<>(rows.size());
            for (T row : rows) {
                array.add(values.get(column).apply(row));
            }
            types.get(column).bindAll(statement, first + column, array);
        }
        return first + types.size();
    }
}
