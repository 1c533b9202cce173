package dev.outrigger.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Brings one decoded JSON value into the normal form of its type, or says why it has none.
public final class ValueReader {
    private static final BigInteger LEAST_INT = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger GREATEST_INT = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private ValueReader() {}

    /// A value of a scalar type, its format included.
    public static ValueReading scalar(Scalar type, Object value) {
        return switch (type) {
            case ID -> id(value);
            case INT -> integer(value);
            case FLOAT -> real(value);
            case AWS_TIMESTAMP -> timestamp(value);
            case BOOLEAN ->
                    value instanceof Boolean truth
                            ? new ValueReading.Normal(truth)
                            : rejected(type.typeName(), value);
            case AWS_JSON -> json(value);
            case STRING,
                    AWS_DATE,
                    AWS_TIME,
                    AWS_DATE_TIME,
                    AWS_EMAIL,
                    AWS_URL,
                    AWS_PHONE,
                    AWS_IP_ADDRESS ->
                    text(type, value);
        };
    }

    /// A regular expression that every text of the type matches as a whole, in the words that Java
    /// and PostgreSQL share; empty for a type without a format, or with one that no expression
    /// tells.
    public static Optional<String> expression(Scalar type) {
        return ScalarFormat.expression(type);
    }

    /// The type with its format, as messages name it.
    public static String describe(Scalar type) {
        return ScalarFormat.describe(type);
    }

    /// One of the values of an enum.
    public static ValueReading enumValue(EnumType type, Object value) {
        if (value instanceof String text && type.values().contains(text)) {
            return new ValueReading.Normal(text);
        }
        String allowed = "one of " + String.join(", ", type.values()) + " (" + type.name() + ")";
        return rejected(allowed, value);
    }

    private static ValueReading text(Scalar type, Object value) {
        if (!(value instanceof String text)) {
            return rejected(ScalarFormat.describe(type), value);
        }
        return unstorable(text)
                .or(
                        () ->
                                ScalarFormat.accepts(type, text)
                                        ? Optional.empty()
                                        : Optional.of(rejected(ScalarFormat.describe(type), value)))
                .orElseGet(() -> new ValueReading.Normal(text));
    }

    private static ValueReading id(Object value) {
        if (value instanceof String text) {
            return unstorable(text).orElseGet(() -> new ValueReading.Normal(text));
        }
        // GraphQL lets an integer stand for an ID; it is always answered as a string.
        return integral(value)
                .<ValueReading>map(number -> new ValueReading.Normal(number.toString()))
                .orElseGet(() -> rejected("ID", value));
    }

    private static ValueReading integer(Object value) {
        return integral(value)
                .filter(number -> isWithin(number, LEAST_INT, GREATEST_INT))
                .<ValueReading>map(number -> new ValueReading.Normal(number.intValueExact()))
                .orElseGet(() -> rejected("Int (a whole number of 32 bits)", value));
    }

    private static ValueReading timestamp(Object value) {
        return integral(value)
                .filter(number -> isWithin(number, LEAST_LONG, GREATEST_LONG))
                .<ValueReading>map(number -> new ValueReading.Normal(number.longValueExact()))
                .orElseGet(() -> rejected("AWSTimestamp (whole seconds since the epoch)", value));
    }

    private static ValueReading real(Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            // Adding zero turns -0.0 into 0.0: the two are equal in SQL but not to Double.equals.
            return new ValueReading.Normal(number.doubleValue() + 0.0);
        }
        return rejected("Float (a finite number)", value);
    }

    private static ValueReading json(Object value) {
        return firstUnstorable(value)
                .orElseGet(() -> new ValueReading.Normal(JsonNumbers.normal(value)));
    }

    /// Walks with a queue of its own, because JSON from outside may nest deeper than the stack.
    private static Optional<ValueReading> firstUnstorable(Object json) {
        Deque<Object> left = new ArrayDeque<>(List.of(json));
        Optional<ValueReading> problem = Optional.empty();
        while (problem.isEmpty() && !left.isEmpty()) {
            switch (left.pop()) {
                case String text -> problem = unstorable(text);
                case Double number when !Double.isFinite(number) ->
                        problem = Optional.of(rejected("AWSJSON (numbers are finite)", number));
                case List<?> elements -> addPresent(left, elements);
                case Map<?, ?> members -> {
                    addPresent(left, members.keySet());
                    addPresent(left, members.values());
                }
                case Object _ -> {}
            }
        }
        return problem;
    }

    private static void addPresent(Deque<Object> left, Collection<?> values) {
        values.stream().filter(Objects::nonNull).forEach(left::push);
    }

    /// PostgreSQL's text holds neither U+0000 nor half a surrogate pair; the driver would refuse
    /// the first and replace the second in silence.
    private static Optional<ValueReading> unstorable(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of(
                    new ValueReading.Rejected("must not hold the character U+0000, but does"));
        }
        return isStorable(text)
                ? Optional.empty()
                : Optional.of(
                        new ValueReading.Rejected(
                                "must be valid Unicode, but holds half of a surrogate pair"));
    }

    /// True when PostgreSQL's text can hold it: it has no U+0000 and no half of a surrogate pair.
    public static boolean isStorable(String text) {
        for (int place = 0; place < text.length(); place++) {
            char character = text.charAt(place);
            if (character == 0) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                boolean whole =
                        Character.isHighSurrogate(character)
                                && place + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(place + 1));
                if (!whole) {
                    return false;
                }
                place++;
            }
        }
        return true;
    }

    /// The value as a whole number, however JSON wrote it: `5`, `5.0` and `5e0` are the same.
    private static Optional<BigInteger> integral(Object value) {
        return switch (value) {
            case Integer number -> Optional.of(BigInteger.valueOf(number));
            case Long number -> Optional.of(BigInteger.valueOf(number));
            case BigInteger number -> Optional.of(number);
            case Double number when Double.isFinite(number) && number == Math.rint(number) ->
                    Optional.of(BigDecimal.valueOf(number).toBigInteger());
            case Object _ -> Optional.empty();
        };
    }

    private static boolean isWithin(BigInteger number, BigInteger least, BigInteger greatest) {
        return number.compareTo(least) >= 0 && number.compareTo(greatest) <= 0;
    }

    private static ValueReading rejected(String allowed, Object found) {
        return new ValueReading.Rejected(
                "must be " + allowed + ", found " + FoundValue.describe(found));
    }
}
