package dev.outrigger.backend.table;

import dev.outrigger.postgres.SqlName;

/// What the processes and triggers of one database schema call what they share inside PostgreSQL.
///
/// @param databaseSchema the PostgreSQL schema with the backend's tables, unquoted
record SharedNames(String databaseSchema) {
    /// A setting that is `on` while a transaction writes metadata and delta records by itself, so
    /// that the triggers leave it alone.
    static final String OWN_WRITER = "outrigger.writer";

    /// An expression that sets [#OWN_WRITER] until the transaction ends.
    static final String BEGIN_OWN_WRITES = "set_config('" + OWN_WRITER + "', 'on', true)";

    /// The name of the advisory lock that puts writes in order.
    String lock() {
        return "outrigger backend " + databaseSchema;
    }

    /// The name of the advisory lock of whoever prunes.
    String pruningLock() {
        return "outrigger pruning " + databaseSchema;
    }

    /// A setting that holds the time of the transaction's turn, in milliseconds. It carries the
    /// schema, since one transaction may write the tables of two backends.
    String turn() {
        return "outrigger.turn_" + Integer.toHexString(databaseSchema.hashCode());
    }

    /// The channel on which a transaction tells that it wrote.
    String channel() {
        return SqlName.shortened("outrigger_" + databaseSchema);
    }

    /// The name of something in the schema, as SQL writes it.
    String qualified(String name) {
        return SqlName.quoted(databaseSchema) + "." + SqlName.quoted(name);
    }
}
