package dev.outrigger.runtime;

import org.jspecify.annotations.Nullable;

/// How fast the outbox is delivered, as the backend's answers have taught it so far.
///
/// @param lanes documents that may be on their way at once
/// @param lanesInUse documents that are
/// @param batch mutations that one document may have
/// @param waitsBecause what nothing is sent for at the moment; null while delivery goes on
public record DeliveryStatus(int lanes, int lanesInUse, int batch, @Nullable String waitsBecause) {
    /// Of a replica without a remote.
    static DeliveryStatus none() {
        return new DeliveryStatus(0, 0, 0, null);
    }
}
