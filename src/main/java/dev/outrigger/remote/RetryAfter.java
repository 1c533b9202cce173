package dev.outrigger.remote;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/// The HTTP header `Retry-After`: seconds to wait, or the date until which to wait.
final class RetryAfter {
    private RetryAfter() {}

    /// @param now the local clock, against which a date is measured
    /// @return never negative; null when the header is absent or is neither form
    static @Nullable Duration read(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        try {
            return value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : until(value, now);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static Duration until(String date, Instant now) {
        Instant due = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        Duration wait = Duration.between(now, due);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
