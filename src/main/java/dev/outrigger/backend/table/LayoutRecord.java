package dev.outrigger.backend.table;

import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/// Remembers in the database which layout each table was given last.
final class LayoutRecord {
    /// Triggers that somebody disabled or dropped make a table need its layout again.
    private static final String HOLDS =
            """
            select exists (select from %1$s l where l.table_name = ? and l.digest = ?)
               and (select count(*) from pg_trigger t
                     where t.tgrelid = to_regclass(?) and t.tgenabled = 'O'
                       and starts_with(t.tgname, '%2$s')) = ?\
            """;

    private static final String REMEMBER =
            """
            insert into %1$s (table_name, digest) values (?, ?)
                on conflict (table_name) do update set digest = excluded.digest\
            """;

    private final SharedNames names;

    LayoutRecord(SharedNames names) {
        this.names = names;
    }

    /// True when the statements would change nothing.
    boolean holds(Connection connection, ModelTable table, List<String> statements)
            throws SQLException {
        long triggers = statements.stream().filter(WriteTriggers::makesTrigger).count();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        HOLDS.formatted(names.qualified("_layout"), WriteTriggers.PREFIX))) {
            statement.setString(1, SqlName.table(table.model()));
            statement.setString(2, digest(statements));
            statement.setString(3, table.qualifiedName());
            statement.setLong(4, triggers);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    void remember(Connection connection, ModelTable table, List<String> statements)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(REMEMBER.formatted(names.qualified("_layout")))) {
            statement.setString(1, SqlName.table(table.model()));
            statement.setString(2, digest(statements));
            statement.executeUpdate();
        }
    }

    private static String digest(List<String> statements) {
        try {
            byte[] text = String.join(";", statements).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
