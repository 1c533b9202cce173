package dev.outrigger.sync;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How the delivery of one mutation went so far.
///
/// @param attempts how often it was handed to the sender
/// @param lastAttemptAt local clock; null before the first attempt
/// @param conflicts how often its item turned out to have changed, or to be in the way
/// @param faults how often the backend failed at it, while it took others
/// @param lastError why the latest attempt did not end it, or null before the first failure
public record DeliveryHistory(
        int attempts,
        @Nullable Instant lastAttemptAt,
        int conflicts,
        int faults,
        @Nullable String lastError) {
    private static final DeliveryHistory NONE = new DeliveryHistory(0, null, 0, 0, null);

    public static DeliveryHistory none() {
        return NONE;
    }

    DeliveryHistory attemptedAt(Instant now) {
        return new DeliveryHistory(attempts + 1, now, conflicts, faults, lastError);
    }

    DeliveryHistory conflicted(String reason) {
        return new DeliveryHistory(attempts, lastAttemptAt, conflicts + 1, faults, reason);
    }

    DeliveryHistory faulted(String reason) {
        return new DeliveryHistory(attempts, lastAttemptAt, conflicts, faults + 1, reason);
    }

    DeliveryHistory failed(String reason) {
        return new DeliveryHistory(attempts, lastAttemptAt, conflicts, faults, reason);
    }

    /// Of another content in the same place: nothing was tried with it, and what was the matter
    /// with the former one is still worth knowing.
    DeliveryHistory renewed() {
        return new DeliveryHistory(0, null, 0, 0, lastError);
    }
}
