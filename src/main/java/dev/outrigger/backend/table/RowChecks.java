package dev.outrigger.backend.table;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;
import dev.outrigger.model.ValueReader;
import dev.outrigger.postgres.SqlName;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The statements by which a trigger refuses a row that no client could read: a column's type lets
/// through more than the schema does, and one such row would fail the page of everybody who syncs.
///
/// The text of an AWSIPAddress, the elements of lists beyond their JSON type, and what is inside of
/// embedded types is not looked at.
final class RowChecks {
    private static final String NOT_NULL = "not_null_violation";
    private static final String CHECK = "check_violation";

    private final Model model;

    RowChecks(Model model) {
        this.model = model;
    }

    /// PL/pgSQL that looks at `new`.
    List<String> statements() {
        return model.fields().stream().flatMap(field -> of(field).stream()).toList();
    }

    private List<String> of(Field field) {
        String value = "new." + SqlName.quoted(SqlName.column(field));
        List<String> checks = new ArrayList<>();
        if (model.isKey(field.name())) {
            checks.add(
                    refusal(
                            field,
                            "coalesce(%s::text, '') = ''".formatted(value),
                            NOT_NULL,
                            "is part of the key and must not be empty"));
        } else if (field.required()) {
            checks.add(refusal(field, value + " is null", NOT_NULL, "must not be null"));
        }
        if (field.shape() instanceof Shape.ListOf list) {
            checks.add(
                    refusal(
                            field,
                            "not (%s)".formatted(listTest(field, list, value)),
                            CHECK,
                            "must be a JSON array of " + described(field)));
        } else {
            singleTest(field, value)
                    .forEach(
                            test ->
                                    checks.add(
                                            refusal(
                                                    field,
                                                    "not (%s)".formatted(test),
                                                    CHECK,
                                                    "must be " + described(field))));
        }
        return checks;
    }

    /// Conditions of a good value; they are null, and so refuse nothing, where the value is.
    private static List<String> singleTest(Field field, String value) {
        return switch (field.type()) {
            case EnumType values -> List.of("%s in (%s)".formatted(value, literals(values)));
            case EmbeddedReference _ -> List.of("jsonb_typeof(%s) = 'object'".formatted(value));
            case Scalar.FLOAT ->
                    List.of("%s > '-Infinity' and %s < 'Infinity'".formatted(value, value));
            case Scalar.AWS_JSON -> List.of("jsonb_typeof(%s) <> 'null'".formatted(value));
            case Scalar scalar ->
                    ValueReader.expression(scalar).stream()
                            .map(form -> value + " ~ " + SqlName.literal("^(?:" + form + ")$"))
                            .toList();
        };
    }

    private static String listTest(Field field, Shape.ListOf list, String value) {
        String wrong = "@.type() <> \"%s\"".formatted(elementType(field));
        String path =
                "strict $[*] ? (%s)"
                        .formatted(
                                list.elementRequired()
                                        ? wrong
                                        : "(" + wrong + ") && @.type() <> \"null\"");
        String elements =
                field.type() == Scalar.AWS_JSON
                        ? "true"
                        : "not jsonb_path_exists(%s, %s)".formatted(value, SqlName.literal(path));
        return "case when jsonb_typeof(%1$s) <> 'array' then false else %2$s end%3$s"
                .formatted(value, elements, enumElements(field, value));
    }

    private static String enumElements(Field field, String value) {
        if (!(field.type() instanceof EnumType values)) {
            return "";
        }
        return " and %s <@ jsonb_build_array(%s, null)".formatted(value, literals(values));
    }

    private static String elementType(Field field) {
        return switch (field.type()) {
            case EnumType _ -> "string";
            case EmbeddedReference _ -> "object";
            case Scalar scalar ->
                    switch (scalar) {
                        case INT, FLOAT, AWS_TIMESTAMP -> "number";
                        case BOOLEAN -> "boolean";
                        case ID, STRING, AWS_DATE, AWS_TIME, AWS_DATE_TIME -> "string";
                        case AWS_EMAIL, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS -> "string";
                        case AWS_JSON -> "";
                    };
        };
    }

    private static String literals(EnumType type) {
        return type.values().stream().map(SqlName::literal).collect(Collectors.joining(", "));
    }

    private static String described(Field field) {
        return switch (field.type()) {
            case EnumType values -> "one of " + String.join(", ", values.values());
            case EmbeddedReference reference -> "a JSON object (" + reference.name() + ")";
            case Scalar.FLOAT -> "a finite number";
            case Scalar.AWS_JSON -> "SQL's null rather than JSON's";
            case Scalar scalar -> ValueReader.describe(scalar);
        };
    }

    private String refusal(Field field, String condition, String errorCode, String reason) {
        return """
        if %s then
            raise exception using errcode = %s, column = %s, message = %s;
        end if;
        """
                .formatted(
                        condition,
                        SqlName.literal(errorCode),
                        SqlName.literal(SqlName.column(field)),
                        SqlName.literal(
                                "the field %s of %s %s"
                                        .formatted(field.name(), model.name(), reason)));
    }
}
