package dev.outrigger.backend.table;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Scalar;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.postgres.SqlType;

import java.util.ArrayList;
import java.util.List;

/// The statements by which a trigger gives a row what its writer left out, as a create or an update
/// by a client gets it. They read the time of the transaction's turn, in milliseconds, from the
/// variable [#MOMENT].
final class RowFilling {
    static final String MOMENT = "moment";

    private final Model model;

    RowFilling(Model model) {
        this.model = model;
    }

    /// PL/pgSQL for a new row: a generated key, defaults and both timestamps, each where the row
    /// has null.
    List<String> created() {
        List<String> statements = new ArrayList<>();
        if (model.key().kind() != PrimaryKey.Kind.CUSTOM) {
            String key = column(model.key().fields().getFirst());
            statements.add(filled(key, "gen_random_uuid()::text"));
        }
        for (Field field : model.fields()) {
            if (field.defaultValue() != null && !model.isKey(field.name())) {
                statements.add(filled(column(field), defaultValue(field, field.defaultValue())));
            }
        }
        for (Field field : timestamps()) {
            statements.add(filled(column(field), time(field)));
        }
        return statements;
    }

    /// PL/pgSQL for a changed row: when it was updated, unless the statement says so itself.
    List<String> updated() {
        return model.field(String.valueOf(model.timestamps().updatedAt())).stream()
                .map(
                        field ->
                                """
                                if %1$s is null or %1$s is not distinct from old.%2$s then
                                    %1$s := %3$s;
                                end if;
                                """
                                        .formatted(column(field), quoted(field), time(field)))
                .toList();
    }

    private List<Field> timestamps() {
        List<Field> fields = new ArrayList<>();
        model.field(String.valueOf(model.timestamps().createdAt())).ifPresent(fields::add);
        model.field(String.valueOf(model.timestamps().updatedAt())).ifPresent(fields::add);
        return fields;
    }

    private static String filled(String column, String value) {
        return "%1$s := coalesce(%1$s, %2$s);\n".formatted(column, value);
    }

    private static String time(Field field) {
        return field.type() == Scalar.AWS_TIMESTAMP
                ? MOMENT + " / 1000"
                : """
                to_char(to_timestamp(%s / 1000.0) at time zone 'UTC', \
                'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')\
                """
                        .formatted(MOMENT);
    }

    /// A number may be written as `5.0` or `5e0`, which an integer's cast refuses.
    private static String defaultValue(Field field, String text) {
        return switch (SqlType.of(field)) {
            case INTEGER, BIGINT ->
                    SqlName.literal(text) + "::numeric::" + SqlType.of(field).sqlName();
            case JSONB, JSON -> json(text);
            case TEXT, DOUBLE, BOOLEAN ->
                    SqlName.literal(text) + "::" + SqlType.of(field).sqlName();
        };
    }

    private static String json(String text) {
        try {
            Json.read(text);
            return SqlName.literal(text) + "::jsonb";
        } catch (MalformedJson _) {
            return "to_jsonb(" + SqlName.literal(text) + "::text)";
        }
    }

    private String column(String field) {
        return column(model.field(field).orElseThrow());
    }

    private static String column(Field field) {
        return "new." + quoted(field);
    }

    private static String quoted(Field field) {
        return SqlName.quoted(SqlName.column(field));
    }
}
