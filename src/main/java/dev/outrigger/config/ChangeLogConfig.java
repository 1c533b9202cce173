package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How much of a replica's change log is kept, for observers to resume from.
///
/// @param maxChanges the newest ones
/// @param maxAge of these; null for any age
public record ChangeLogConfig(int maxChanges, @Nullable Duration maxAge) {
    public static final ChangeLogConfig DEFAULT = new ChangeLogConfig(100_000, null);
}
