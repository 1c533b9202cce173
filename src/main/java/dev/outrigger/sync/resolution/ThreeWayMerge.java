package dev.outrigger.sync.resolution;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/// Joins two changes of one value, from the value that both were made from.
final class ThreeWayMerge {
    private ThreeWayMerge() {}

    /// @param base what both sides started from
    /// @param local what the client made of it
    /// @param remote what the backend has by now
    static @Nullable Object merge(
            FieldRule rule,
            @Nullable Object base,
            @Nullable Object local,
            @Nullable Object remote) {
        if (Objects.equals(base, remote)) {
            return local;
        }
        if (Objects.equals(base, local)) {
            return remote;
        }
        return switch (rule) {
            case REPLACE -> local;
            case SET ->
                    local instanceof List<?> ours && remote instanceof List<?> theirs
                            ? new ElementMerge(elements(base), ours, theirs).asSet()
                            : local;
            case LIST ->
                    local instanceof List<?> ours && remote instanceof List<?> theirs
                            ? new ElementMerge(elements(base), ours, theirs).asList()
                            : local;
            case COUNTER ->
                    local instanceof Number ours && remote instanceof Number theirs
                            ? counted(base instanceof Number start ? start : 0, ours, theirs)
                            : local;
        };
    }

    private static List<?> elements(@Nullable Object base) {
        return base instanceof List<?> list ? list : List.of();
    }

    /// In the type of the client's number. What does not fit into it stays what the client wrote:
    /// a counter that wraps around would be worse than one that lost a step.
    private static Number counted(Number base, Number local, Number remote) {
        BigDecimal sum = exact(remote).add(exact(local)).subtract(exact(base));
        if (local instanceof Integer) {
            return fits(sum, Integer.MIN_VALUE, Integer.MAX_VALUE) ? sum.intValue() : local;
        }
        if (local instanceof Long) {
            return fits(sum, Long.MIN_VALUE, Long.MAX_VALUE) ? sum.longValue() : local;
        }
        return sum.doubleValue();
    }

    private static BigDecimal exact(Number number) {
        return new BigDecimal(number.toString());
    }

    private static boolean fits(BigDecimal sum, long least, long most) {
        return sum.compareTo(BigDecimal.valueOf(least)) >= 0
                && sum.compareTo(BigDecimal.valueOf(most)) <= 0;
    }
}
