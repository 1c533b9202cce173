package dev.outrigger.store;

import dev.outrigger.postgres.CopyRows;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.RowSource;
import dev.outrigger.postgres.RowSource.Travel;
import dev.outrigger.postgres.SqlType;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// The columns of rows that are written together.
///
/// Some rows travel as one array per column, where they have nothing in common, a single one as
/// plain values, for a [RowSource]; many new ones travel by [CopyRows].
final class Columns<T> {
    private final List<String> names;
    private final List<SqlType> types;
    private final List<Function<T, @Nullable Object>> values;
    private final List<Habit> habits;
    private final String listed;
    private final RowSource source;

    /// What is mostly true of a column's values in rows that are written together. Were it looked
    /// for in all of them, chance would make many statements of one.
    private enum Habit {
        VARIED,
        SAME,
        ABSENT
    }

    private Columns(
            List<String> names,
            List<SqlType> types,
            List<Function<T, @Nullable Object>> values,
            List<Habit> habits) {
        this.names = names;
        this.types = types;
        this.values = values;
        this.habits = habits;
        this.listed = String.join(", ", names);
        this.source = new RowSource(types);
    }

    /// @param names as SQL lists them
    /// @param values from a row, the value of each column
    static <T> Columns<T> of(
            String names, List<SqlType> types, List<Function<T, @Nullable Object>> values) {
        return new Columns<>(
                List.of(names.split(", ")),
                List.copyOf(types),
                List.copyOf(values),
                Collections.nCopies(types.size(), Habit.VARIED));
    }

    /// Of these columns, rows that are written together mostly have the same value.
    Columns<T> same(String... columns) {
        return with(Habit.SAME, List.of(columns));
    }

    /// Of these columns, rows that are written together mostly have no value.
    Columns<T> absent(String... columns) {
        return with(Habit.ABSENT, List.of(columns));
    }

    private Columns<T> with(Habit habit, List<String> columns) {
        List<Habit> changed = new ArrayList<>(habits);
        columns.forEach(column -> changed.set(names.indexOf(column), habit));
        return new Columns<>(names, types, values, List.copyOf(changed));
    }

    /// The same columns of what holds such a row.
    <S> Columns<S> in(Function<S, T> row) {
        return new Columns<>(
                names,
                types,
                values.stream().<Function<S, @Nullable Object>>map(row::andThen).toList(),
                habits);
    }

    /// These columns, and then those.
    Columns<T> and(Columns<T> others) {
        return new Columns<>(
                joined(names, others.names),
                joined(types, others.types),
                joined(values, others.values),
                joined(habits, others.habits));
    }

    private static <E> List<E> joined(List<E> first, List<E> second) {
        return Stream.of(first, second).flatMap(List::stream).toList();
    }

    /// Adds the rows to a table that has none of them; does nothing when there are none. Values are
    /// taken from them now, and only handed to the statement when it runs.
    void insert(Pipeline pipeline, String table, List<T> rows) {
        insert(pipeline, table, rows, "");
    }

    /// As [#insert(Pipeline, String, List)], into a table that may have some of them.
    ///
    /// @param onConflict what ends the statement
    void insert(Pipeline pipeline, String table, List<T> rows, String onConflict) {
        if (rows.isEmpty()) {
            return;
        }
        List<SqlType.Argument> arguments = new ArrayList<>(types.size());
        String text = rows.size() == 1 ? one(rows.getFirst(), arguments) : several(rows, arguments);
        pipeline.update(
                "insert into " + table + " (" + listed + ")" + text + onConflict,
                binding(arguments));
    }

    private String one(T row, List<SqlType.Argument> arguments) {
        for (int column = 0; column < types.size(); column++) {
            arguments.add(types.get(column).argument(values.get(column).apply(row)));
        }
        return source.ofOne();
    }

    private String several(List<T> rows, List<SqlType.Argument> arguments) {
        List<Travel> travels = new ArrayList<>(types.size());
        for (int column = 0; column < types.size(); column++) {
            List<@Nullable Object> array = array(column, rows);
            Travel travel = travel(habits.get(column), array);
            travels.add(travel);
            switch (travel) {
                case ARRAY -> arguments.add(types.get(column).arrayArgument(array));
                case SINGLE -> arguments.add(types.get(column).argument(array.getFirst()));
                case NULL -> {}
            }
        }
        return source.of(travels);
    }

    /// Every column of the rows as an array, whatever they have in common.
    Pipeline.Binding arrays(List<T> rows) {
        List<SqlType.Argument> arguments = new ArrayList<>(types.size());
        for (int column = 0; column < types.size(); column++) {
            arguments.add(types.get(column).arrayArgument(array(column, rows)));
        }
        return binding(arguments);
    }

    /// Writes many new rows.
    void copy(Connection connection, String table, List<T> rows) throws SQLException {
        try (CopyRows copied = CopyRows.into(connection, table, listed, types)) {
            for (T row : rows) {
                for (Function<T, @Nullable Object> value : values) {
                    copied.add(value.apply(row));
                }
            }
            copied.finish();
        }
    }

    private List<@Nullable Object> array(int column, List<T> rows) {
        Function<T, @Nullable Object> value = values.get(column);
        List<@Nullable Object> array = new ArrayList<>(rows.size());
        rows.forEach(row -> array.add(value.apply(row)));
        return array;
    }

    private static Travel travel(Habit habit, List<@Nullable Object> array) {
        Object first = array.getFirst();
        boolean asUsual =
                switch (habit) {
                    case VARIED -> false;
                    case SAME -> first != null && array.stream().allMatch(first::equals);
                    case ABSENT -> array.stream().allMatch(Objects::isNull);
                };
        if (!asUsual) {
            return Travel.ARRAY;
        }
        return habit == Habit.SAME ? Travel.SINGLE : Travel.NULL;
    }

    private static Pipeline.Binding binding(List<SqlType.Argument> arguments) {
        return (statement, first) -> {
            int parameter = first;
            for (SqlType.Argument argument : arguments) {
                argument.bind(statement, parameter++);
            }
            return parameter;
        };
    }
}
