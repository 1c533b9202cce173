package dev.outrigger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Rows are stored as they are, whatever they have in common and however many they are.
class ColumnsIT {
    private static final String NAMES = "id, words, truth, ratio, document, number";
    private static final List<SqlType> TYPES =
            List.of(
                    SqlType.BIGINT,
                    SqlType.TEXT,
                    SqlType.BOOLEAN,
                    SqlType.DOUBLE,
                    SqlType.JSON,
                    SqlType.INTEGER);
    private static final Columns<Note> COLUMNS =
            Columns.<Note>of(
                            NAMES,
                            TYPES,
                            List.of(
                                    Note::id,
                                    Note::words,
                                    Note::truth,
                                    Note::ratio,
                                    Note::document,
                                    Note::number))
                    .same("words", "truth", "document")
                    .absent("ratio", "number");

    private final Database database = Database.open(TestDatabase.fresh("columns"));
    private Connection connection;

    private record Note(
            long id,
            @Nullable String words,
            @Nullable Boolean truth,
            @Nullable Double ratio,
            @Nullable Object document,
            @Nullable Integer number) {}

    @BeforeEach
    void createTable() throws SQLException {
        connection = database.unpooled("test").getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table note (id bigint primary key, words text, truth boolean, ratio"
                            + " double precision, document json, number integer)");
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 65, 200})
    void rowsThatAreAsUsual(int rows) throws SQLException {
        assertStored(rows, id -> new Note(id, "a 'word', {\\}", true, null, Map.of("a", 1), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 65, 200})
    void rowsOfWhichTheLastOneDiffersInEverything(int rows) throws SQLException {
        assertStored(
                rows,
                id ->
                        id < rows
                                ? new Note(id, "word", true, null, List.of("a"), null)
                                : new Note(id, null, false, 0.5, List.of(), 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 65})
    void rowsThatMostlyHaveAValueAndNoneOfWhichHasOne(int rows) throws SQLException {
        assertStored(rows, id -> new Note(id, null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 65})
    void rowsThatMostlyHaveNoValueAndAllOfWhichHaveTheSameOne(int rows) throws SQLException {
        assertStored(rows, id -> new Note(id, "word", true, 1.5, Map.of(), 3));
    }

    @Test
    void rowsOfOneStatementAfterTheOther() throws SQLException {
        List<Note> alike = notes(1, 3, id -> new Note(id, "word", true, null, 1, null));
        List<Note> varied = notes(4, 6, id -> new Note(id, "word " + id, true, 2.5, 1, (int) id));
        Pipeline pipeline = new Pipeline();
        COLUMNS.insert(pipeline, "note", alike);
        COLUMNS.insert(pipeline, "note", varied);

        pipeline.run(connection);

        assertThat(stored()).containsExactlyElementsOf(written(alike, varied));
    }

    private interface Made {
        Note with(long id);
    }

    private void assertStored(int rows, Made made) throws SQLException {
        List<Note> notes = notes(1, rows, made);
        Pipeline pipeline = new Pipeline();
        COLUMNS.insert(pipeline, "note", notes);

        pipeline.run(connection);

        assertThat(stored()).containsExactlyElementsOf(written(notes));
    }

    private static List<Note> notes(int first, int last, Made made) {
        return IntStream.rangeClosed(first, last).mapToObj(made::with).toList();
    }

    @SafeVarargs
    private static List<List<@Nullable Object>> written(List<Note>... groups) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<Note> group : groups) {
            for (Note note : group) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(note.id());
                row.add(note.words());
                row.add(note.truth());
                row.add(note.ratio());
                row.add(note.document());
                row.add(note.number());
                rows.add(row);
            }
        }
        return rows;
    }

    private List<List<@Nullable Object>> stored() throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select " + NAMES + " from note order by id",
                (_, first) -> first,
                found -> {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (SqlType type : TYPES) {
                        row.add(type.read(found, row.size() + 1));
                    }
                    rows.add(row);
                });
        pipeline.run(connection);
        return rows;
    }
}
