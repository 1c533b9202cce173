package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Whatever goes in by COPY comes out as it was.
class CopyRowsIT {
    private static final List<SqlType> TYPES =
            List.of(SqlType.TEXT, SqlType.BIGINT, SqlType.DOUBLE, SqlType.BOOLEAN, SqlType.JSON);
    private static final String COLUMNS = "words, number, ratio, truth, document";

    private static final String ORDERED = "select " + COLUMNS + " from copied order by place";

    private final Database database = Database.open(TestDatabase.fresh("copy"));
    private Connection connection;

    @BeforeEach
    void createTable() throws SQLException {
        connection = database.unpooled("test").getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table copied (place serial, words text, number bigint, ratio double"
                            + " precision, truth boolean, document json)");
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    private void copy(List<List<@Nullable Object>> rows) throws SQLException {
        try (CopyRows copied = CopyRows.into(connection, "copied", COLUMNS, TYPES)) {
            for (List<@Nullable Object> row : rows) {
                for (Object value : row) {
                    copied.add(value);
                }
            }
            copied.finish();
        }
        connection.commit();
    }

    private List<List<@Nullable Object>> found() throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ORDERED)) {
            while (row.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 0; column < TYPES.size(); column++) {
                    values.add(TYPES.get(column).read(row, column + 1));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void textsNumbersAndJsonComeBackAsTheyWere() throws SQLException {
        // Given
        List<List<@Nullable Object>> rows =
                List.of(
                        row("plain", 1L, 1.5, true, Map.of("a", List.of(1, "two"))),
                        row("tab\tline\nreturn\r", Long.MIN_VALUE, -0.1, false, List.of()),
                        row("\\ \\N \\. \\n", 0L, 1e300, true, "quote \" and \\ and \n"),
                        row("\\.", 0L, 0.0, true, true),
                        row("ünïcödé 漢字 🚀", 7L, 3.0, true, Map.of("漢", "🚀")),
                        row("", 7L, 3.0, true, ""),
                        row(null, null, null, null, null));

        // When
        copy(rows);

        // Then
        assertThat(found()).isEqualTo(rows);
    }

    @Test
    void manyRowsAndLongOnesComeBackAsTheyWere() throws SQLException {
        // Given
        List<List<@Nullable Object>> rows =
                IntStream.range(0, 500)
                        .mapToObj(
                                each ->
                                        row(
                                                "\\\t".repeat(each % 7 * each),
                                                (long) each,
                                                null,
                                                null,
                                                null))
                        .toList();

        // When
        copy(rows);

        // Then
        assertThat(found()).isEqualTo(rows);
    }

    @Test
    void whatIsNotFinishedIsNotThereAndTheConnectionGoesOn() throws SQLException {
        // When
        try (CopyRows copied = CopyRows.into(connection, "copied", COLUMNS, TYPES)) {
            copied.add("half a row");
            assertThatThrownBy(copied::finish).isInstanceOf(IllegalStateException.class);
        }
        connection.rollback();

        // Then
        assertThat(found()).isEmpty();
    }
}
