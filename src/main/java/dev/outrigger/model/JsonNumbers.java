package dev.outrigger.model;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Gives equal numbers inside JSON one form, so that `1`, `1.0` and `1e0` are the same value. Every
/// store writes them in a way of its own, and a number that comes back in another form must not
/// look like somebody's change.
final class JsonNumbers {
    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private JsonNumbers() {}

    /// @param json decoded, with finite numbers
    /// @return the same object where nothing has another form
    static Object normal(Object json) {
        return hasOtherForm(json) ? written(json) : json;
    }

    /// Nearly all JSON has no such number, and need not be copied.
    private static boolean hasOtherForm(Object json) {
        Deque<Object> left = new ArrayDeque<>(List.of(json));
        while (!left.isEmpty()) {
            switch (left.pop()) {
                case Double number when number == Math.rint(number) -> {
                    return true;
                }
                case List<?> elements ->
                        elements.stream().filter(Objects::nonNull).forEach(left::push);
                case Map<?, ?> members ->
                        members.values().stream().filter(Objects::nonNull).forEach(left::push);
                case Object _ -> {}
            }
        }
        return false;
    }

    private static Object written(Object json) {
        return switch (json) {
            case Double number when number == Math.rint(number) -> whole(number);
            case List<?> elements -> list(elements);
            case Map<?, ?> members -> object(members);
            case Object other -> other;
        };
    }

    private static Object list(List<?> elements) {
        List<@Nullable Object> normal = new ArrayList<>(elements.size());
        for (Object element : elements) {
            normal.add(element == null ? null : written(element));
        }
        return normal;
    }

    private static Object object(Map<?, ?> members) {
        Map<Object, @Nullable Object> normal = new LinkedHashMap<>();
        members.forEach((name, value) -> normal.put(name, value == null ? null : written(value)));
        return normal;
    }

    /// In the type that a reader of JSON gives to an integer.
    private static Number whole(double number) {
        BigInteger exact = BigDecimal.valueOf(number).toBigInteger();
        if (exact.compareTo(LEAST_LONG) < 0 || exact.compareTo(GREATEST_LONG) > 0) {
            return exact;
        }
        long small = exact.longValueExact();
        if (small == (int) small) {
            return (int) small;
        }
        return small;
    }
}
