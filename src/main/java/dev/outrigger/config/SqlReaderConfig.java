package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// The PostgreSQL role of those who read the replica by SQL.
///
/// @param password null for a role that nobody signs in as
/// @param statementTimeout the longest that a statement or an idle transaction of it may last
/// @param connections that it may have at once
public record SqlReaderConfig(
        String role, @Nullable Secret password, Duration statementTimeout, int connections) {}
