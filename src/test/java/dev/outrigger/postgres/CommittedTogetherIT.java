package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.WriteFailure.DatabaseUnavailable;
import dev.outrigger.postgres.WriteFailure.Outcome;
import dev.outrigger.postgres.WriteFailure.Rejected;
import dev.outrigger.testing.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A batch that commits together with its last statements.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommittedTogetherIT {
    private final Database database = Database.open(TestDatabase.fresh("committed_together"));
    private final Lines lines = new Lines();

    /// Writes texts, and runs those that are SQL.
    private static final class Lines implements Batch<String, Integer> {
        final List<List<String>> attempts = new ArrayList<>();
        final List<TransactionState> ends = new ArrayList<>();

        @Override
        public List<Integer> execute(Connection connection, List<String> texts, Ending ending)
                throws SQLException {
            attempts.add(List.copyOf(texts));
            Pipeline pipeline = new Pipeline();
            for (String text : texts) {
                if (text.startsWith("select ")) {
                    pipeline.update(text, (_, first) -> first);
                } else {
                    pipeline.update(
                            "insert into line values (?)",
                            (statement, first) -> {
                                statement.setString(first, text);
                                return first + 1;
                            });
                }
            }
            pipeline.commit(connection, ending);
            ends.add(connection.unwrap(BaseConnection.class).getTransactionState());
            return texts.stream().map(String::length).toList();
        }
    }

    @BeforeEach
    void createTable() throws SQLException {
        try (var connection = database.unpooled("test").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table line (text text primary key)");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void needsNoCommitAfterIt() throws SQLException {
        // Given
        try (var writer = start()) {
            // When
            int length = writer.submit("abc").join();

            // Then
            assertThat(length).isEqualTo(3);
            assertThat(lines.ends).containsExactly(TransactionState.IDLE);
            assertThat(stored()).containsExactly("abc");
        }
    }

    @Test
    void storesNothingOfWhatFails() throws SQLException {
        // Given
        try (var writer = start()) {
            writer.submit("abc").join();

            // When
            var twice = writer.submit("abc");
            var other = writer.submit("def");

            // Then
            assertThat(failureOf(twice)).isInstanceOf(Rejected.class);
            assertThat(other.join()).isEqualTo(3);
            assertThat(stored()).containsExactly("abc", "def");
        }
    }

    @Test
    void neitherAnswersNorRepeatsWhatWasSentWithACommitWhenTheConnectionBreaks()
            throws SQLException {
        // Given
        String breaking = "select pg_terminate_backend(pg_backend_pid())";
        try (var writer = start()) {
            // When
            var lost = writer.submit(breaking);

            // Then
            assertThat(failureOf(lost))
                    .isInstanceOfSatisfying(
                            DatabaseUnavailable.class,
                            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
            assertThat(lines.attempts).containsExactly(List.of(breaking));
        }
    }

    private GroupCommit<String, Integer> start() {
        return GroupCommit.start(
                GroupCommit.Settings.named("lines"), database.unpooled("lines"), lines);
    }

    private List<String> stored() throws SQLException {
        List<String> found = new ArrayList<>();
        try (var connection = database.unpooled("test").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select text from line order by text")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static Throwable failureOf(CompletableFuture<?> result) {
        return result.handle((_, failure) -> failure).join();
    }
}
