package dev.outrigger.schema;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.ValueReader;
import dev.outrigger.model.ValueReading;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// Reads `@default(value: "…")`: always a text, which must be a value of the field's type.
final class DefaultValue {
    private final Findings findings;

    DefaultValue(Findings findings) {
        this.findings = findings;
    }

    /// The field with its default, or as it was when the default is a finding.
    Field applied(Field field, String called, Directive directive) {
        DirectiveArguments arguments = new DirectiveArguments(directive, findings);
        if (!arguments.has("value")) {
            findings.add(directive, "@default on " + called + " needs the argument value");
            return field;
        }
        String text = arguments.string("value");
        if (text == null) {
            return field;
        }
        String problem = field.isList() ? "is not for lists" : problem(field, text);
        if (problem != null) {
            findings.add(directive, "@default on " + called + " " + problem);
            return field;
        }
        return new Field(
                field.name(), field.type(), field.shape(), field.origin(), text, field.rules());
    }

    private static @Nullable String problem(Field field, String text) {
        ValueReading reading =
                switch (field.type()) {
                    case Scalar scalar -> ValueReader.scalar(scalar, decoded(scalar, text));
                    case EnumType values -> ValueReader.enumValue(values, text);
                    case EmbeddedReference _ ->
                            new ValueReading.Rejected("is not for embedded types");
                };
        return switch (reading) {
            case ValueReading.Normal _ -> null;
            case ValueReading.Rejected(String reason) -> reason;
        };
    }

    /// The value that the text stands for; the text itself where it stands for none of the type.
    private static Object decoded(Scalar type, String text) {
        return switch (type) {
            case INT, AWS_TIMESTAMP, FLOAT -> {
                try {
                    BigDecimal number = new BigDecimal(text);
                    yield type == Scalar.FLOAT ? number : number.toBigIntegerExact();
                } catch (NumberFormatException noNumber) {
                    yield text;
                } catch (ArithmeticException fraction) {
                    yield text;
                }
            }
            case BOOLEAN ->
                    switch (text) {
                        case "true" -> true;
                        case "false" -> false;
                        case String neither -> neither;
                    };
            case ID,
                    STRING,
                    AWS_DATE,
                    AWS_TIME,
                    AWS_DATE_TIME,
                    AWS_EMAIL,
                    AWS_JSON,
                    AWS_URL,
                    AWS_PHONE,
                    AWS_IP_ADDRESS ->
                    text;
        };
    }
}
