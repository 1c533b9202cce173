package dev.outrigger.backend.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/// Removes what no sync may ask for any more, in small transactions, so that writers wait for none
/// of it. One process does so at a time; the others leave it to that one.
final class Pruning {
    private static final int ROWS_PER_STATEMENT = 1_000;

    /// Of each model and table; what is left then waits for the next run.
    private static final int STATEMENTS_PER_RUN = 50;

    /// A delta sync that began just within the TTL may still be paging when its first rows expire.
    private static final Duration GRACE = Duration.ofHours(1);

    private final Tables tables;
    private final String pruneDelta;
    private final String pruneBase;

    /// A statement that removes some rows and answers how many, and its parameters.
    private record Removal(String sql, List<Object> parameters) {}

    Pruning(Tables tables) {
        this.tables = tables;
        // The last row stays whatever its age: the next number and time follow from it. What is
        // gone is remembered in the same transaction, for those who ask for more than is left.
        this.pruneDelta =
                """
                with gone as (
                    delete from %1$s where seq in (
                        select seq from %1$s
                         where model = ? and changed_at < ? and seq < (select max(seq) from %1$s)
                         order by changed_at, seq limit %3$d)
                    returning seq),
                remembered as (
                    insert into %2$s (model, forgotten_before)
                    select ?, ? where exists (select from gone)
                        on conflict (model) do update set forgotten_before =
                           greatest(_retention.forgotten_before, excluded.forgotten_before))
                select count(*) from gone\
                """
                        .formatted(
                                tables.names().qualified("_delta"),
                                tables.names().qualified("_retention"),
                                ROWS_PER_STATEMENT);
        this.pruneBase =
                """
                with gone as (
                    delete from %%1$s where ctid = any(array(
                        select ctid from %%1$s where _deleted and _last_changed_at < ?
                         limit %1$d for update skip locked))
                    returning 1)
                select count(*) from gone\
                """
                        .formatted(ROWS_PER_STATEMENT);
    }

    /// @return rows that are gone
    long run(Connection autoCommitting) throws SQLException {
        long now = now(autoCommitting);
        long pruned = 0;
        for (BaseTable base : tables.base().values()) {
            String model = base.model().name();
            Retention retention = tables.retentions().of(model);
            long deltas = now - retention.deltaTtl().plus(GRACE).toMillis();
            long tombstones = now - retention.baseTtl().toMillis();
            String sql = pruneBase.formatted(base.table().qualifiedName());
            pruned +=
                    repeat(
                            autoCommitting,
                            new Removal(pruneDelta, List.of(model, deltas, model, deltas)));
            pruned += repeat(autoCommitting, new Removal(sql, List.of(tombstones)));
        }
        return pruned;
    }

    private long repeat(Connection connection, Removal removal) throws SQLException {
        long total = 0;
        for (int round = 0; round < STATEMENTS_PER_RUN; round++) {
            long rows = inTransaction(connection, removal);
            total += rows;
            if (rows < ROWS_PER_STATEMENT) {
                break;
            }
        }
        return total;
    }

    private long inTransaction(Connection connection, Removal removal) throws SQLException {
        connection.setAutoCommit(false);
        try {
            long rows = takesTurn(connection) ? remove(connection, removal) : 0;
            connection.commit();
            return rows;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// False when another process is pruning. The tables' triggers would keep the tombstones, so
    /// that they have to be passed by.
    private boolean takesTurn(Connection connection) throws SQLException {
        String sql =
                "select pg_try_advisory_xact_lock(hashtextextended(?, 0)), "
                        + SharedNames.BEGIN_OWN_WRITES;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tables.names().pruningLock());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private long remove(Connection connection, Removal removal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(removal.sql())) {
            for (int place = 0; place < removal.parameters().size(); place++) {
                statement.setObject(place + 1, removal.parameters().get(place));
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
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
