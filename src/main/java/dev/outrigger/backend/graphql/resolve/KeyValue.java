package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.ValueReader;
import dev.outrigger.model.ValueReading;

/// A value that a key field is compared with, in the form in which the table holds values of the
/// field.
final class KeyValue {
    private KeyValue() {}

    /// @param given as the executor has checked it against the argument's type, which for dates and
    ///     the like is a string and for AWSTimestamp an integer
    /// @throws ArgumentRefused when no item can have such a value
    static Object of(Field field, Object given) {
        return switch (ValueReader.scalar(compared(field), given)) {
            case ValueReading.Normal(Object value) -> value;
            case ValueReading.Rejected(String reason) ->
                    throw new ArgumentRefused("A value for " + field.name() + " " + reason);
        };
    }

    /// The beginning of a date is compared with dates, and need not be one.
    private static Scalar compared(Field field) {
        return switch (field.type()) {
            case Scalar scalar ->
                    switch (scalar) {
                        case ID, INT, FLOAT, BOOLEAN, AWS_TIMESTAMP -> scalar;
                        case STRING, AWS_DATE, AWS_TIME, AWS_DATE_TIME, AWS_EMAIL -> Scalar.STRING;
                        case AWS_JSON, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS -> Scalar.STRING;
                    };
            case EnumType _, EmbeddedReference _ -> Scalar.STRING;
        };
    }
}
