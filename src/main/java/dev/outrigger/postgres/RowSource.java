package dev.outrigger.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How a statement takes rows from its parameters: the text after `insert into table (columns)`.
/// PostgreSQL's work for a row differs by the form, so it is chosen by the number of rows, one or
/// more, and by what they have in common.
public final class RowSource {
    private final List<SqlType> types;
    private final String one;
    private final Map<List<Travel>, String> several = new ConcurrentHashMap<>();

    /// How the values of one column get to the rows.
    public enum Travel {
        /// By an array with one for each row: a parameter that [SqlType#arrayArgument] fills.
        ARRAY,
        /// All rows have the same one: a parameter that [SqlType#argument] fills.
        SINGLE,
        /// All rows have null: no parameter.
        NULL
    }

    /// @param types of the columns, in order
    public RowSource(List<SqlType> types) {
        this.types = List.copyOf(types);
        this.one = " values (" + joined(types.stream().map(SqlType::parameter).toList()) + ")";
    }

    /// One row, each of whose columns has a parameter that [SqlType#argument] fills: unpacking
    /// arrays would be a third of PostgreSQL's work for what one client alone writes.
    public String ofOne() {
        return one;
    }

    /// Rows of which every column travels as an array.
    public String ofArrays() {
        return of(Collections.nCopies(types.size(), Travel.ARRAY));
    }

    /// @param travels of each column; at least one is an array
    public String of(List<Travel> travels) {
        return several.computeIfAbsent(List.copyOf(travels), this::form);
    }

    private String form(List<Travel> travels) {
        List<String> parameters = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int column = 0; column < types.size(); column++) {
            SqlType type = types.get(column);
            String carried = "p.a" + column;
            switch (travels.get(column)) {
                case ARRAY -> {
                    parameters.add(type.storedArrayParameter() + " a" + column);
                    values.add("unnest(" + carried + ")" + type.ofStored());
                }
                case SINGLE -> {
                    parameters.add(type.parameter() + " a" + column);
                    values.add(carried);
                }
                case NULL -> values.add("null::" + type.sqlName());
            }
        }
        // Named after `from` instead, `unnest` would put each array's elements into a store of
        // their own before it makes a row.
        return " select " + joined(values) + " from (select " + joined(parameters) + ") p";
    }

    private static String joined(List<String> parts) {
        return String.join(", ", parts);
    }
}
