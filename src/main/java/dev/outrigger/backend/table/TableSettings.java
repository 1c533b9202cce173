package dev.outrigger.backend.table;

import dev.outrigger.conflict.ConflictStrategy;

import java.time.Duration;

/// How the tables are kept.
///
/// @param databaseSchema the PostgreSQL schema that holds them; created when missing
/// @param strategies what becomes of mutations that build on another version
/// @param deltaTtl how long the delta table remembers a change; a client that was away for longer
///     gets a base sync
/// @param baseTtl how long a deleted item is kept; a client that was away for longer never learns
///     that it was deleted
/// @param readers reads that run at once, each on a connection of its own; more of them wait
/// @param waitingReads reads that may wait; the next one fails with [TableFailure.Reason#BUSY]
public record TableSettings(
        String databaseSchema,
        Strategies strategies,
        Duration deltaTtl,
        Duration baseTtl,
        int readers,
        int waitingReads) {
    private static final Duration MONTH = Duration.ofDays(30);

    public static TableSettings inSchema(String databaseSchema) {
        return new TableSettings(
                databaseSchema,
                Strategies.everywhere(new ConflictStrategy.Automerge()),
                MONTH,
                MONTH,
                8,
                10_000);
    }

    public TableSettings withStrategies(Strategies chosen) {
        return new TableSettings(databaseSchema, chosen, deltaTtl, baseTtl, readers, waitingReads);
    }

    public TableSettings withDeltaTtl(Duration ttl) {
        return new TableSettings(databaseSchema, strategies, ttl, baseTtl, readers, waitingReads);
    }

    public TableSettings withBaseTtl(Duration ttl) {
        return new TableSettings(databaseSchema, strategies, deltaTtl, ttl, readers, waitingReads);
    }
}
