package dev.outrigger.store;

import dev.outrigger.model.Schema;

import java.time.InstantSource;
import java.util.regex.Pattern;

/// Which replica to open, and how.
///
/// @param replica its name: letters, digits, `_` and `-`, at most 40 of them
/// @param clock says when edits were accepted; only people read it, nothing is decided by it
public record ReplicaSetup(String replica, Schema schema, StoreLimits limits, InstantSource clock) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    public ReplicaSetup {
        if (!NAME.matcher(replica).matches()) {
            throw new ReplicaUnusable(
                    "the replica name '" + replica + "' must be 1 to 40 of A-Z, a-z, 0-9, _ and -");
        }
    }

    /// With the usual limits and the clock of this machine.
    public static ReplicaSetup of(String replica, Schema schema) {
        return new ReplicaSetup(replica, schema, StoreLimits.usual(), InstantSource.system());
    }

    /// The PostgreSQL schema that holds the replica, unquoted.
    String databaseSchema() {
        return "replica_" + replica;
    }
}
