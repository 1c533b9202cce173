package dev.outrigger.store;

import java.time.Duration;

/// How many users' replicas a sidecar keeps.
///
/// @param users that have a replica beside the default one. The next one takes the place of the
///     user who was served longest ago among those without unsent writes; when there is none, it
///     is refused. Default 20
/// @param idle how long a replica without unsent writes is kept after its user was last served.
///     Default 90 days
public record UserLimits(int users, Duration idle) {
    public static final UserLimits DEFAULT = new UserLimits(20, Duration.ofDays(90));
}
