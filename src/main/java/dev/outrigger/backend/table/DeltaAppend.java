package dev.outrigger.backend.table;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Field;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.postgres.SqlType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The statement by which a trigger appends the rows of its transition table to the delta table, in
/// the form that the backend's own writer gives them.
final class DeltaAppend {
    /// PostgreSQL functions take 100 arguments, which is 50 members of an object.
    private static final int MEMBERS_PER_CALL = 50;

    private final SharedNames names;
    private final ModelTable table;

    DeltaAppend(SharedNames names, ModelTable table) {
        this.names = names;
        this.table = table;
    }

    /// Appends every row of `rows`.
    ///
    /// @param rows an item of `from`, with the alias `c`
    /// @param kind an expression for the name of a [Mutation.Kind]
    /// @param version an expression
    String statement(String rows, String kind, String version) {
        return """
        insert into %1$s (seq, model, key, version, changed_at, deleted, kind, item)
        select newest.seq + row_number() over (), %2$s, %3$s, %4$s, %5$s,
               %6$s = 'DELETE', %6$s, %7$s
          from %8$s,
               (select coalesce(max(d.seq), 0) as seq from %1$s d) as newest;
        if found then
            perform pg_notify(%9$s, '');
        end if;
        """
                .formatted(
                        names.qualified("_delta"),
                        SqlName.literal(table.model().name()),
                        key(),
                        version,
                        RowFilling.MOMENT,
                        kind,
                        item(),
                        rows,
                        SqlName.literal(names.channel()));
    }

    /// As [dev.outrigger.model.ItemKey#text] writes it.
    private String key() {
        return table.keyColumns().stream()
                .map(DeltaAppend::keyPart)
                .collect(Collectors.joining(" || '/' || "));
    }

    private static String keyPart(Column column) {
        String value = "c." + column.quoted();
        return column.type() == SqlType.TEXT
                ? "replace(replace(%s, '%%', '%%25'), '/', '%%2F')".formatted(value)
                : value + "::text";
    }

    private String item() {
        List<Field> fields = table.model().fields();
        List<String> objects = new ArrayList<>();
        for (int first = 0; first < fields.size(); first += MEMBERS_PER_CALL) {
            objects.add(
                    fields
                            .subList(first, Math.min(first + MEMBERS_PER_CALL, fields.size()))
                            .stream()
                            .map(DeltaAppend::member)
                            .collect(Collectors.joining(", ", "jsonb_build_object(", ")")));
        }
        return String.join(" || ", objects);
    }

    private static String member(Field field) {
        return "%s, c.%s"
                .formatted(SqlName.literal(field.name()), SqlName.quoted(SqlName.column(field)));
    }
}
