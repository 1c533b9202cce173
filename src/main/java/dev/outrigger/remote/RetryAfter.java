package dev.outrigger.remote;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/// The HTTP header `Retry-After`: seconds to wait, or the date until which to wait.
///
/// A date is by the clock of whoever answered, and is measured against the answer's own `Date`: the
/// local clock may be a day off.
final class RetryAfter {
    /// A wait by mistake must not end deliveries for good.
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /// @param now the local clock, for an answer without a date
    /// @return from zero to [#LONGEST]; null when the header is absent or is neither form
    static @Nullable Duration of(HttpAnswer.Received answer, Instant now) {
        String header = answer.retryAfter();
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (value.matches("\\d{1,9}")) {
            return bounded(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant due = date(value);
        Instant answered = date(answer.date());
        return due == null
                ? null
                : bounded(Duration.between(answered == null ? now : answered, due));
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static @Nullable Instant date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
