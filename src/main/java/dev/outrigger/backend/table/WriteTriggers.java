package dev.outrigger.backend.table;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Model;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What makes plain SQL on a model's table a write like any other: triggers that wait for the
/// transaction's turn, fill in and check each row, and append what was written to the delta table.
/// They leave alone what the backend's own writer does.
///
/// A deleted row is put back as a tombstone after the statement, so that the statement counts and
/// returns the rows that it deleted. A row that is inserted under the key of a tombstone replaces
/// it, one version on. An update passes over tombstones, and over rows that it would not change.
final class WriteTriggers {
    /// What all names begin with; [TableLayout] finds them by it.
    static final String PREFIX = "_outrigger_";

    private static final String CREATE_TRIGGER = "create or replace trigger";

    private static final String FOREIGN_WRITER =
            "when (current_setting('%s', true) is distinct from 'on')"
                    .formatted(SharedNames.OWN_WRITER);

    private final SharedNames names;
    private final ModelTable table;
    private final Model model;
    private final Retention retention;

    WriteTriggers(SharedNames names, ModelTable table, Retention retention) {
        this.retention = retention;
        this.names = names;
        this.table = table;
        this.model = table.model();
    }

    /// Functions and triggers, made or replaced; they need the tables and the migrations.
    List<String> statements() {
        return List.of(
                function("insert", inserting()),
                function("update", updating()),
                function("written", written()),
                function("deleted", deleted()),
                trigger("turn", "before insert or update or delete", "statement", "_take_turn"),
                trigger("truncate", "before truncate", "statement", "_refuse_truncate"),
                trigger("insert", "before insert", "row", functionName("insert")),
                trigger("update", "before update", "row", functionName("update")),
                trigger("inserted", "after insert", "statement", functionName("written")),
                trigger("updated", "after update", "statement", functionName("written")),
                trigger("deleted", "after delete", "statement", functionName("deleted")));
    }

    /// True for the statement of a trigger, false for that of a function.
    static boolean makesTrigger(String statement) {
        return statement.startsWith(CREATE_TRIGGER);
    }

    private String functionName(String role) {
        return SqlName.shortened("_" + SqlName.table(model) + "_" + role);
    }

    private String function(String role, String body) {
        // Its own rights: whoever may write the table needs none on the delta table.
        return """
        create or replace function %s() returns trigger
            language plpgsql security definer set search_path = pg_catalog, pg_temp as %s\
        """
                .formatted(names.qualified(functionName(role)), SqlName.literal(body));
    }

    private String trigger(String role, String event, String each, String function) {
        String transition =
                event.startsWith("after")
                        ? "referencing %s table as changed "
                                .formatted(event.endsWith("delete") ? "old" : "new")
                        : "";
        return "%s %s %s on %s %sfor each %s %s execute function %s()"
                .formatted(
                        CREATE_TRIGGER,
                        PREFIX + role,
                        event,
                        table.qualifiedName(),
                        transition,
                        each,
                        FOREIGN_WRITER,
                        names.qualified(function));
    }

    private String inserting() {
        return body(
                "buried bigint;",
                """
                if new._version is not null or new._last_changed_at is not null
                        or new._deleted is not null then
                    %1$s
                end if;
                %2$s%3$s
                select t._version into buried from %4$s t where %5$s and t._deleted;
                if found then
                    %6$s
                    delete from %4$s t where %5$s;
                    %7$s
                end if;
                new._version := coalesce(buried, 0) + 1;
                new._last_changed_at := %8$s;
                new._deleted := false;
                return new;
                """
                        .formatted(
                                metadataRefused(),
                                lines(new RowFilling(model).created()),
                                lines(new RowChecks(model).statements()),
                                table.qualifiedName(),
                                sameKey("t", "new"),
                                setOwnWriter("on"),
                                setOwnWriter("off"),
                                RowFilling.MOMENT));
    }

    private String updating() {
        return body(
                "",
                """
                if old._deleted or new operator(pg_catalog.*=) old then
                    return null;
                end if;
                if new._version is distinct from old._version
                        or new._last_changed_at is distinct from old._last_changed_at
                        or new._deleted is distinct from old._deleted then
                    %1$s
                end if;
                if not (%2$s) then
                    raise exception using errcode = 'feature_not_supported', message = %3$s,
                        hint = 'Delete the row and insert another.';
                end if;
                %4$s%5$s
                new._version := old._version + 1;
                new._last_changed_at := %6$s;
                return new;
                """
                        .formatted(
                                metadataRefused(),
                                sameKey("new", "old"),
                                SqlName.literal(
                                        "the key of an item of %s cannot be changed"
                                                .formatted(model.name())),
                                lines(new RowFilling(model).updated()),
                                lines(new RowChecks(model).statements()),
                                RowFilling.MOMENT));
    }

    private String written() {
        return body(
                "",
                append(
                                "changed c",
                                "case tg_op when 'INSERT' then '%s' else '%s' end"
                                        .formatted(Mutation.Kind.CREATE, Mutation.Kind.UPDATE),
                                "c._version")
                        + "return null;\n");
    }

    private String deleted() {
        return body(
                "",
                (retention.keepsTombstones() ? putBack() : "")
                        + append(
                                "(select * from changed where not _deleted) c",
                                "'" + Mutation.Kind.DELETE + "'",
                                "c._version + 1")
                        + "return null;\n");
    }

    private String putBack() {
        return """
        %1$s
        insert into %2$s (%3$s)
        select %4$s, c._version + (not c._deleted)::integer,
               case when c._deleted then c._last_changed_at else %5$s end, true
          from changed c;
        %6$s
        """
                .formatted(
                        setOwnWriter("on"),
                        table.qualifiedName(),
                        table.columnList(),
                        fieldColumns("c"),
                        RowFilling.MOMENT,
                        setOwnWriter("off"));
    }

    private String append(String rows, String kind, String version) {
        return new DeltaAppend(names, table).statement(rows, kind, version);
    }

    private String body(String variables, String statements) {
        return """

        #variable_conflict use_variable
        declare
            %1$s constant bigint := current_setting('%2$s')::bigint;
            %3$s
        begin
        %4$send
        """
                .formatted(RowFilling.MOMENT, names.turn(), variables, statements.indent(4));
    }

    private String metadataRefused() {
        return """
        raise exception using errcode = 'generated_always', message = %s;\
        """
                .formatted(
                        SqlName.literal(
                                "columns of %s that begin with an underscore are written by"
                                                .formatted(table.qualifiedName())
                                        + " Outrigger alone"));
    }

    private static String setOwnWriter(String state) {
        return "perform set_config('%s', '%s', true);".formatted(SharedNames.OWN_WRITER, state);
    }

    private String sameKey(String one, String other) {
        return table.keyColumns().stream()
                .map(column -> "%1$s.%3$s = %2$s.%3$s".formatted(one, other, column.quoted()))
                .collect(Collectors.joining(" and "));
    }

    private String fieldColumns(String alias) {
        Stream<Column> fields = model.fields().stream().map(ModelTable::columnOf);
        return fields.map(column -> alias + "." + column.quoted())
                .collect(Collectors.joining(", "));
    }

    private static String lines(List<String> statements) {
        return String.join("", statements);
    }
}
