package dev.outrigger.postgres;

import dev.outrigger.json.JsonAppender;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// New rows on their way into a table by `copy`, which PostgreSQL takes in at several times the
/// speed of an `insert`: there are no arrays to unpack and no statement to run for each row. It
/// costs two round trips, so it is for many rows.
///
/// Rows leave as they come, a chunk at a time, so that PostgreSQL takes in the first ones while the
/// later ones are still being written here. Nothing is in the table before [#finish].
public final class CopyRows implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 14;
    private static final byte[] NULL = {'\\', 'N'};

    private final List<SqlType> types;
    private final CopyIn copying;
    private final StringBuilder json = new StringBuilder();
    private byte[] chunk = new byte[2 * CHUNK_BYTES];
    private int length;
    private int column;

    private CopyRows(List<SqlType> types, CopyIn copying) {
        this.types = types;
        this.copying = copying;
    }

    /// Begins a copy; the connection is of no use for anything else until it is closed.
    ///
    /// @param columns of `table`, as SQL lists them
    /// @param types of the columns, in the order in which values are added
    public static CopyRows into(
            Connection connection, String table, String columns, List<SqlType> types)
            throws SQLException {
        return new CopyRows(
                List.copyOf(types),
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " (" + columns + ") from stdin"));
    }

    /// The next value of the row, or the first of the next row.
    public void add(@Nullable Object value) throws SQLException {
        SqlType type = types.get(column);
        if (value == null) {
            append(NULL);
        } else if (type.isJson()) {
            json.setLength(0);
            JsonAppender.append(json, value);
            appendEscaped(json.toString());
        } else {
            appendEscaped(value.toString());
        }
        column = (column + 1) % types.size();
        append(column == 0 ? '\n' : '\t');
        if (column == 0 && length >= CHUNK_BYTES) {
            send();
        }
    }

    /// All rows were added.
    public void finish() throws SQLException {
        if (column != 0) {
            throw new IllegalStateException("a row lacks " + (types.size() - column) + " values");
        }
        send();
        copying.endCopy();
    }

    /// Gives up what was not finished.
    @Override
    public void close() throws SQLException {
        if (copying.isActive()) {
            copying.cancelCopy();
        }
    }

    private void send() throws SQLException {
        copying.writeToCopy(chunk, 0, length);
        length = 0;
    }

    private void appendEscaped(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        // Every byte may need another before it.
        reserve(2 * bytes.length);
        byte[] into = chunk;
        int end = length;
        for (byte each : bytes) {
            // In UTF-8 no byte of a longer character is one of these.
            byte letter = letter(each);
            if (letter == 0) {
                into[end++] = each;
            } else {
                into[end++] = '\\';
                into[end++] = letter;
            }
        }
        length = end;
    }

    /// What stands behind the backslash for a byte that must be escaped, or 0 for any other.
    private static byte letter(byte plain) {
        return switch (plain) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    private void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, chunk, length, bytes.length);
        length += bytes.length;
    }

    private void append(char ascii) {
        reserve(1);
        chunk[length++] = (byte) ascii;
    }

    private void reserve(int bytes) {
        if (chunk.length - length < bytes) {
            chunk = Arrays.copyOf(chunk, Math.max(2 * chunk.length, length + bytes));
        }
    }
}
