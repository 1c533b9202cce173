package dev.outrigger.postgres;

import java.util.List;
import java.util.stream.IntStream;

/// How a statement takes rows from its parameters, one parameter for each column: the text after
/// `insert into table (columns)`. PostgreSQL's work for a row differs by the form, so it is chosen
/// by the number of rows.
public final class RowSource {
    /// An element of an array of texts is found by walking there, which for more rows than this
    /// costs as much as `unnest`.
    private static final int FEW = 64;

    private final String one;
    private final String few;
    private final String many;

    /// @param types of the columns, in order
    public RowSource(List<SqlType> types) {
        this.one = " values (" + joined(types.stream().map(SqlType::parameter).toList()) + ")";
        this.few = few(types);
        this.many =
                " select * from unnest("
                        + joined(types.stream().map(SqlType::arrayParameter).toList())
                        + ")";
    }

    /// `unnest` puts each array's elements into a store of their own before it makes a row of them.
    private static String few(List<SqlType> types) {
        List<String> values =
                IntStream.range(0, types.size())
                        .mapToObj(place -> "(p.a" + place + ")[i]" + types.get(place).ofStored())
                        .toList();
        List<String> arrays =
                IntStream.range(0, types.size())
                        .mapToObj(place -> types.get(place).storedArrayParameter() + " a" + place)
                        .toList();
        return " select %s from (select %s) p, generate_series(1, cardinality(p.a0)) i"
                .formatted(joined(values), joined(arrays));
    }

    private static String joined(List<String> parts) {
        return String.join(", ", parts);
    }

    /// For parameters that are bound by [SqlType#bindAll], or by [SqlType#bind] when it is one row:
    /// unpacking arrays would be a third of PostgreSQL's work for what one client alone writes.
    public String of(int rows) {
        return rows == 1 ? one : ofArrays(rows);
    }

    /// For parameters that are bound by [SqlType#bindAll] however many rows there are.
    public String ofArrays(int rows) {
        return rows <= FEW ? few : many;
    }
}
