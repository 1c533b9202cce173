package dev.outrigger.sync.pull;

import java.time.Instant;

/// How far one model has been pulled.
///
/// @param startedAt backend clock: the `startedAt` of the first page of the last pull that ran to
///     its end. It goes back to the backend as `lastSync`; never the sidecar's clock
/// @param baseSyncedAt local clock: when the last base sync that ended had begun; only its age is
///     used
public record SyncCheckpoint(Instant startedAt, Instant baseSyncedAt) implements Reached {}
