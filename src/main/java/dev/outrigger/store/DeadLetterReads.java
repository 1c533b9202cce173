package dev.outrigger.store;

import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.RefusalPolicy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The questions about dead letters, each by one statement.
final class DeadLetterReads {
    private final DeadLetterRows rows;

    DeadLetterReads(ReplicaTables tables) {
        this.rows = new DeadLetterRows(tables);
    }

    List<DeadLetter> page(Connection connection, ModelPage page) throws SQLException {
        return page.of(connection, rows.select(), rows::read);
    }

    /// Those of the ids that there are.
    Map<Long, DeadLetter> byId(Connection connection, List<Long> ids) throws SQLException {
        Map<Long, DeadLetter> found = new LinkedHashMap<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                rows.select() + " where id = any(?::bigint[])",
                (statement, first) -> {
                    SqlType.BIGINT.bindAll(statement, first, ids);
                    return first + 1;
                },
                row -> {
                    DeadLetter letter = rows.read(row);
                    found.put(letter.id(), letter);
                });
        pipeline.run(connection);
        return found;
    }

    DeadLetters.Counts counts(Connection connection) throws SQLException {
        List<DeadLetters.Counts> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select count(*), count(*) filter (where policy = ?::text) from " + rows.table(),
                (statement, first) -> {
                    SqlType.TEXT.bind(statement, first, RefusalPolicy.HOLD.name());
                    return first + 1;
                },
                row -> found.add(new DeadLetters.Counts(row.getLong(1), row.getLong(2))));
        pipeline.run(connection);
        return found.getFirst();
    }
}
