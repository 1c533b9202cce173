package dev.outrigger.config;

import java.time.Duration;

/// How conflict webhooks are called.
///
/// @param timeout of one request, its answer included
/// @param attempts requests about one conflict while the webhook fails
/// @param maximumConflicts how often it is asked about one mutation while the item changes each
///     time
public record ConflictWebhookConfig(Duration timeout, int attempts, int maximumConflicts) {
    public static final ConflictWebhookConfig DEFAULT =
            new ConflictWebhookConfig(Duration.ofSeconds(5), 3, 3);
}
