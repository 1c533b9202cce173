package dev.outrigger.postgres;

import dev.outrigger.json.JsonAppender;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// New rows on their way into a table by `copy`, which PostgreSQL takes in at several times the
/// speed of an `insert`: there are no arrays to unpack and no statement to run for each row. It
/// costs two round trips, so it is for many rows.
public final class CopyRows {
    private static final String NULL = "\\N";

    private final List<SqlType> types;
    private final StringBuilder text = new StringBuilder(1 << 16);
    private final StringBuilder json = new StringBuilder();
    private int column;

    /// @param types of the columns, in the order in which values are added
    public CopyRows(List<SqlType> types) {
        this.types = List.copyOf(types);
    }

    /// The next value of the row, or the first of the next row.
    public void add(@Nullable Object value) {
        SqlType type = types.get(column);
        if (value != null && type.isJson()) {
            json.setLength(0);
            JsonAppender.append(json, value);
            append(json);
        } else {
            append(type.text(value));
        }
        column = (column + 1) % types.size();
        text.append(column == 0 ? '\n' : '\t');
    }

    private void append(@Nullable CharSequence value) {
        if (value == null) {
            text.append(NULL);
            return;
        }
        if (isPlain(value)) {
            text.append(value);
            return;
        }
        for (int place = 0; place < value.length(); place++) {
            char character = value.charAt(place);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(character);
            }
        }
    }

    private static boolean isPlain(CharSequence value) {
        for (int place = 0; place < value.length(); place++) {
            char character = value.charAt(place);
            if (character == '\\' || character == '\n' || character == '\r' || character == '\t') {
                return false;
            }
        }
        return true;
    }

    /// @param columns of `table`, as SQL lists them
    public void into(Connection connection, String table, String columns) throws SQLException {
        if (column != 0) {
            throw new IllegalStateException("a row lacks " + (types.size() - column) + " values");
        }
        byte[] rows = text.toString().getBytes(StandardCharsets.UTF_8);
        CopyIn copying =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " (" + columns + ") from stdin");
        try {
            copying.writeToCopy(rows, 0, rows.length);
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }
}
