package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

class PipelineIT {
    private final Database database = Database.open(TestDatabase.fresh("pipeline"));
    private Connection connection;

    @BeforeEach
    void opensATransactionalConnection() throws SQLException {
        connection = database.unpooled("pipeline").getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table note (id bigint primary key)");
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void closesIt() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void theFirstStatementsBeginATransactionThatARollbackUndoes() throws SQLException {
        notes(1, 2).run(connection);
        notes(3).run(connection);
        assertThat(read(connection)).containsExactly(1L, 2L, 3L);

        connection.rollback();

        assertThat(read(connection)).isEmpty();
    }

    @Test
    void whatIsReadFirstIsInTheTransactionToo() throws SQLException {
        assertThat(read(connection)).isEmpty();
        notes(1).run(connection);
        assertThat(seenByOthers()).isEmpty();

        connection.commit();

        assertThat(seenByOthers()).containsExactly(1L);
    }

    @Test
    void aCommitThatTravelsWithTheStatementsLeavesNoTransactionBehind() throws SQLException {
        notes(1, 2).commit(connection, () -> {});
        assertThat(seenByOthers()).containsExactly(1L, 2L);

        connection.rollback();
        notes(3).run(connection);
        connection.rollback();

        assertThat(seenByOthers()).containsExactly(1L, 2L);
        assertThat(connection.getAutoCommit()).isFalse();
    }

    @Test
    void nothingOfStatementsThatCommitIsStoredWhenOneFails() throws SQLException {
        notes(1).commit(connection, () -> {});

        assertThatThrownBy(() -> notes(2, 1, 3).commit(connection, () -> {}))
                .isInstanceOf(SQLException.class);
        connection.rollback();
        assertThat(seenByOthers()).containsExactly(1L);

        notes(4).commit(connection, () -> {});
        assertThat(seenByOthers()).containsExactly(1L, 4L);
    }

    private static Pipeline notes(long... ids) {
        Pipeline pipeline = new Pipeline();
        for (long id : ids) {
            pipeline.update(
                    "insert into note values (?)",
                    (statement, first) -> {
                        statement.setLong(first, id);
                        return first + 1;
                    });
        }
        return pipeline;
    }

    private static List<Long> read(Connection connection) throws SQLException {
        List<Long> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select id from note order by id",
                (_, first) -> first,
                row -> found.add(row.getLong(1)));
        pipeline.run(connection);
        return found;
    }

    private List<Long> seenByOthers() throws SQLException {
        List<Long> found = new ArrayList<>();
        try (Connection other = database.unpooled("other").getConnection();
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery("select id from note order by id")) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }
}
