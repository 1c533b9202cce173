package dev.outrigger.backend.table;

import java.time.Duration;

/// How long the tables remember what became of one model's items.
///
/// @param deltaTtl how long the delta table remembers a change; a client that was away for longer
///     gets a base sync
/// @param baseTtl how long a deleted item is kept, zero for not at all; a client that was away for
///     longer learns from no sync that it was deleted
public record Retention(Duration deltaTtl, Duration baseTtl) {
    /// A month, so that hardly a client that comes back has to pull everything: AppSync's deltas
    /// last for half an hour.
    public static final Retention USUAL = new Retention(Duration.ofDays(30), Duration.ofDays(30));

    boolean keepsTombstones() {
        return !baseTtl.isZero();
    }
}
