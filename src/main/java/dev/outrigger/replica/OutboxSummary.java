package dev.outrigger.replica;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The outbox in numbers.
///
/// @param mutations how many there are, held ones included
/// @param held how many of them the backend refused
/// @param oldestSavedAt local clock, or null when the outbox is empty
public record OutboxSummary(long mutations, long held, @Nullable Instant oldestSavedAt) {}
