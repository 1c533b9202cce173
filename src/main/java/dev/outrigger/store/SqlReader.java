package dev.outrigger.store;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// The PostgreSQL role of those who read a replica by SQL. It sees the views of [ReaderViews], and
/// nothing else of ours.
///
/// @param role its name
/// @param password null for a role that nobody signs in as, which others are made members of
/// @param statementTimeout after it a statement of this role is cancelled, and one that sits in an
///     open transaction is disconnected: its locks keep views and tables from being changed
/// @param connections that this role may have at once
public record SqlReader(
        String role, @Nullable String password, Duration statementTimeout, int connections) {}
