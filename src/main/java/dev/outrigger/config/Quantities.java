package dev.outrigger.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers with a unit, as a configuration writes them.
final class Quantities {
    static final String DURATIONS = "a duration such as 500ms, 30s, 15m, 24h or 30d";
    static final String SIZES = "a size such as 512B, 64KiB, 1MiB or 1GiB";

    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,9}) ?([A-Za-z]{1,3})");
    private static final Map<String, ChronoUnit> TIME_UNITS =
            Map.of(
                    "ms", ChronoUnit.MILLIS,
                    "s", ChronoUnit.SECONDS,
                    "m", ChronoUnit.MINUTES,
                    "h", ChronoUnit.HOURS,
                    "d", ChronoUnit.DAYS);
    private static final Map<String, Long> SIZE_UNITS =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Quantities() {}

    /// Empty when the text is not a duration above zero.
    static Optional<Duration> duration(String text) {
        return durationOrZero(text).filter(Duration::isPositive);
    }

    /// Empty when the text is not a duration.
    static Optional<Duration> durationOrZero(String text) {
        Matcher parts = QUANTITY.matcher(text);
        if (!parts.matches() || !TIME_UNITS.containsKey(parts.group(2))) {
            return Optional.empty();
        }
        long amount = Long.parseLong(parts.group(1));
        return Optional.of(Duration.of(amount, TIME_UNITS.get(parts.group(2))));
    }

    /// In bytes; empty when the text is not a size above zero.
    static Optional<Long> size(String text) {
        Matcher parts = QUANTITY.matcher(text);
        if (!parts.matches() || !SIZE_UNITS.containsKey(parts.group(2))) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(parts.group(1)) * SIZE_UNITS.get(parts.group(2));
        return bytes <= 0 ? Optional.empty() : Optional.of(bytes);
    }
}
