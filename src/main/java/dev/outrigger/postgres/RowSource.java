package dev.outrigger.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How a statement takes rows from its parameters: the text after `insert into table (columns)`.
/// PostgreSQL's work for a row differs by the form, so it is chosen by the number of rows and by
/// what the rows have in common.
public final class RowSource {
    /// An element of an array of texts is found by walking there, which for more rows than this
    /// costs as much as `unnest`.
    private static final int FEW = 64;

    private final List<SqlType> types;
    private final List<Travel> asArrays;
    private final String one;
    private final Map<List<Travel>, Forms> several = new ConcurrentHashMap<>();

    /// How the values of one column get to the rows.
    public enum Travel {
        /// By an array with one for each row: a parameter that [SqlType#arrayArgument] fills.
        ARRAY,
        /// All rows have the same one: a parameter that [SqlType#argument] fills.
        SINGLE,
        /// All rows have null: no parameter.
        NULL
    }

    private record Forms(String few, String many) {}

    /// @param types of the columns, in order
    public RowSource(List<SqlType> types) {
        this.types = List.copyOf(types);
        this.asArrays = Collections.nCopies(types.size(), Travel.ARRAY);
        this.one = " values (" + joined(types.stream().map(SqlType::parameter).toList()) + ")";
    }

    /// One row, each of whose columns has a parameter that [SqlType#argument] fills: unpacking
    /// arrays would be a third of PostgreSQL's work for what one client alone writes.
    public String ofOne() {
        return one;
    }

    /// Rows of which every column travels as an array.
    public String ofArrays(int rows) {
        return of(rows, asArrays);
    }

    /// @param travels of each column; at least one is an array
    public String of(int rows, List<Travel> travels) {
        Forms forms = several.computeIfAbsent(List.copyOf(travels), this::forms);
        return rows <= FEW ? forms.few() : forms.many();
    }

    private Forms forms(List<Travel> travels) {
        List<String> parameters = new ArrayList<>();
        List<String> arrays = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        List<String> byPlace = new ArrayList<>();
        List<String> byName = new ArrayList<>();
        for (int column = 0; column < types.size(); column++) {
            SqlType type = types.get(column);
            String alias = "a" + column;
            String carried = "p." + alias;
            switch (travels.get(column)) {
                case ARRAY -> {
                    parameters.add(type.storedArrayParameter() + " " + alias);
                    arrays.add(carried);
                    aliases.add(alias);
                    byPlace.add("(" + carried + ")[i]" + type.ofStored());
                    byName.add("u." + alias + type.ofStored());
                }
                case SINGLE -> {
                    parameters.add(type.parameter() + " " + alias);
                    byPlace.add(carried);
                    byName.add(carried);
                }
                case NULL -> {
                    String nothing = "null::" + type.sqlName();
                    byPlace.add(nothing);
                    byName.add(nothing);
                }
            }
        }
        String from = " from (select " + joined(parameters) + ") p, ";
        // `unnest` puts each array's elements into a store of their own before it makes a row.
        return new Forms(
                " select "
                        + joined(byPlace)
                        + from
                        + "generate_series(1, cardinality("
                        + arrays.getFirst()
                        + ")) i",
                " select "
                        + joined(byName)
                        + from
                        + "unnest("
                        + joined(arrays)
                        + ") u("
                        + joined(aliases)
                        + ")");
    }

    private static String joined(List<String> parts) {
        return String.join(", ", parts);
    }
}
