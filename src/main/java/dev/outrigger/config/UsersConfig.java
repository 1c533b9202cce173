package dev.outrigger.config;

import java.time.Duration;

/// How many users' replicas are kept.
///
/// @param limit of users with a replica of their own
/// @param idleAfter since its user was last served, a replica without unsent writes may go
public record UsersConfig(int limit, Duration idleAfter) {
    public static final UsersConfig DEFAULT = new UsersConfig(20, Duration.ofDays(90));
}
