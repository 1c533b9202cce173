package dev.outrigger.graphql.argument;

import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.ValueReader;
import dev.outrigger.model.ValueReading;

import graphql.schema.DataFetchingEnvironment;

import java.util.ArrayList;
import java.util.List;

/// A value that a key field is compared with, in the form in which the table holds values of the
/// field.
public final class KeyValue {
    private KeyValue() {}

    /// @param given as the executor has checked it against the argument's type, which for dates and
    ///     the like is a string and for AWSTimestamp an integer
    /// @throws ArgumentRefused when no item can have such a value
    public static Object of(Field field, Object given) {
        return switch (ValueReader.scalar(compared(field), given)) {
            case ValueReading.Normal(Object value) -> value;
            case ValueReading.Rejected(String reason) ->
                    throw new ArgumentRefused("A value for " + field.name() + " " + reason);
        };
    }

    /// The values of required arguments that are named after fields.
    public static List<Object> all(List<Field> fields, DataFetchingEnvironment environment) {
        List<Object> values = new ArrayList<>();
        for (Field field : fields) {
            Object value = environment.getArgument(field.name());
            if (value == null) {
                throw new IllegalStateException("the argument " + field.name() + " is required");
            }
            values.add(of(field, value));
        }
        return values;
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
