package dev.outrigger.store;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How much of the change log is kept for observers to resume from: the newest changes up to a
/// number, and of these only what is not too old.
///
/// @param changes kept at most. Default 100,000
/// @param age of the oldest that is kept, by the local clock; null for any age, the default
public record Retention(long changes, @Nullable Duration age) {
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofHours(1);

    /// What is too old is kept for longer by this part of its age, so that few transactions look.
    private static final int SLACK_DIVISOR = 20;

    public Retention {
        if (changes < 1) {
            throw new IllegalArgumentException("changes must be at least 1, not " + changes);
        }
    }

    public static Retention usual() {
        return new Retention(100_000, null);
    }

    /// How often to look for what is too old; null where nothing ever is.
    @Nullable Duration interval() {
        if (age == null) {
            return null;
        }
        Duration slack = age.dividedBy(SLACK_DIVISOR);
        if (slack.compareTo(OFTEN) < 0) {
            return OFTEN;
        }
        return slack.compareTo(SELDOM) > 0 ? SELDOM : slack;
    }
}
