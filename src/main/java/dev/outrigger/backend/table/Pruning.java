package dev.outrigger.backend.table;

import dev.outrigger.postgres.SqlName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Removes what no sync may ask for any more, in small statements that each commit, so that writers
/// wait for none of it.
final class Pruning {
    private static final int ROWS_PER_STATEMENT = 1_000;

    /// Of each table; what is left then waits for the next run.
    private static final int STATEMENTS_PER_RUN = 50;

    /// A delta sync that began just within the TTL may still be paging when its first rows expire.
    private static final Duration GRACE = Duration.ofHours(1);

    private final String databaseSchema;
    private final Tables tables;
    private final Duration deltaTtl;
    private final Duration baseTtl;

    Pruning(TableSettings settings, Tables tables) {
        this.databaseSchema = SqlName.quoted(settings.databaseSchema());
        this.tables = tables;
        this.deltaTtl = settings.deltaTtl();
        this.baseTtl = settings.baseTtl();
    }

    /// @return rows that are gone
    long run(Connection autoCommitting) throws SQLException {
        long now = now(autoCommitting);
        // The last row stays whatever its age: the next number and time follow from it.
        long pruned =
                repeat(
                        autoCommitting,
                        """
                        delete from %1$s._delta where seq in (
                            select seq from %1$s._delta
                             where changed_at < ? and seq < (select max(seq) from %1$s._delta)
                             order by seq limit %2$d) and changed_at < ?\
                        """
                                .formatted(databaseSchema, ROWS_PER_STATEMENT),
                        now - deltaTtl.plus(GRACE).toMillis());
        for (BaseTable base : tables.base().values()) {
            pruned +=
                    repeat(
                            autoCommitting,
                            """
                            delete from %1$s where ctid = any(array(
                                select ctid from %1$s where _deleted and _last_changed_at < ?
                                 limit %2$d)) and _deleted and _last_changed_at < ?\
                            """
                                    .formatted(base.table().qualifiedName(), ROWS_PER_STATEMENT),
                            now - baseTtl.toMillis());
        }
        return pruned;
    }

    private static long repeat(Connection connection, String sql, long before) throws SQLException {
        long total = 0;
        for (int round = 0; round < STATEMENTS_PER_RUN; round++) {
            int rows = once(connection, sql, before);
            total += rows;
            if (rows < ROWS_PER_STATEMENT) {
                break;
            }
        }
        return total;
    }

    /// In a transaction of its own, as the tables' triggers would keep the tombstones.
    private static int once(Connection connection, String sql, long before) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement mark = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            mark.execute("select " + SharedNames.BEGIN_OWN_WRITES);
            statement.setLong(1, before);
            statement.setLong(2, before);
            int rows = statement.executeUpdate();
            connection.commit();
            return rows;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static long now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select floor(extract(epoch from clock_timestamp()) * 1000)")) {
            row.next();
            return row.getLong(1);
        }
    }
}
