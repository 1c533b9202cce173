package dev.outrigger.sync.pull;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One `sync` query.
///
/// @param lastSync backend clock; null asks for a base sync
/// @param nextToken of the page before, or null for the first page
/// @param limit items that the backend reads for this page
public record PageRequest(
        String model, @Nullable Instant lastSync, @Nullable String nextToken, int limit) {}
