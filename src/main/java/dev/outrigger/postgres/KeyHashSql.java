package dev.outrigger.postgres;

import java.util.List;
import java.util.stream.Collectors;

/// Keys of items as [dev.outrigger.contract.KeyDigest] hashes them, computed by PostgreSQL.
public final class KeyHashSql {
    private KeyHashSql() {}

    /// An expression for the text of a key.
    ///
    /// @param columns of the key, in the table that is called `alias`
    public static String text(List<Column> columns, String alias) {
        return columns.stream()
                .map(column -> part(column, alias + "." + column.quoted()))
                .collect(Collectors.joining(" || '/' || "));
    }

    private static String part(Column column, String value) {
        return switch (column.type()) {
            case TEXT -> "replace(replace(" + value + ", '%', '%25'), '/', '%2F')";
            case DOUBLE -> "encode(float8send(" + value + "), 'hex')";
            case INTEGER, BIGINT, BOOLEAN, JSONB, JSON -> value + "::text";
        };
    }

    /// An expression for the hash of a key.
    ///
    /// @param text an expression for its text
    public static String hash(String text) {
        return ("('x' || encode(substr(sha256(convert_to(%s, 'UTF8')), 1, 8), 'hex'))"
                        + "::bit(64)::bigint")
                .formatted(text);
    }
}
