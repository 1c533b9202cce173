package dev.outrigger.backend.table;

import dev.outrigger.conflict.ConflictStrategy;

import java.time.Duration;

/// How the tables are kept.
///
/// @param databaseSchema the PostgreSQL schema that holds them; created when missing
/// @param strategies what becomes of mutations that build on another version
/// @param retentions how long changes and deleted items are remembered
/// @param readers reads that run at once, each on a connection of its own; more of them wait
/// @param waitingReads reads that may wait; the next one fails with [TableFailure.Reason#BUSY]
public record TableSettings(
        String databaseSchema,
        Strategies strategies,
        Retentions retentions,
        int readers,
        int waitingReads) {
    public static TableSettings inSchema(String databaseSchema) {
        return new TableSettings(
                databaseSchema,
                Strategies.everywhere(new ConflictStrategy.Automerge()),
                Retentions.everywhere(Retention.USUAL),
                8,
                10_000);
    }

    public TableSettings withStrategies(Strategies chosen) {
        return new TableSettings(databaseSchema, chosen, retentions, readers, waitingReads);
    }

    public TableSettings withRetentions(Retentions chosen) {
        return new TableSettings(databaseSchema, strategies, chosen, readers, waitingReads);
    }

    /// The same for every model.
    public TableSettings withDeltaTtl(Duration ttl) {
        return withRetentions(
                Retentions.everywhere(new Retention(ttl, retentions.otherwise().baseTtl())));
    }

    /// The same for every model.
    public TableSettings withBaseTtl(Duration ttl) {
        return withRetentions(
                Retentions.everywhere(new Retention(retentions.otherwise().deltaTtl(), ttl)));
    }
}
