package dev.outrigger.replica;

import dev.outrigger.model.Schema;

/// A replica that can be opened again, as after a restart of its process.
public interface Reopening {
    /// As it was opened last.
    ReplicaStore store();

    /// As it was opened last.
    SelectiveSync selectiveSync();

    /// As it was opened last.
    KeyInventory keys();

    ReplicaStore reopen(Schema schema);
}
