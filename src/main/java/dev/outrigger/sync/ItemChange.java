package dev.outrigger.sync;

import dev.outrigger.model.ItemKey;

import org.jspecify.annotations.Nullable;

/// A change that clients can observe. The store gives it its `seq`.
///
/// @param before null for INSERT
/// @param after the item after an INSERT or UPDATE, the removed item for DELETE
public record ItemChange(Kind kind, Origin origin, @Nullable StoredItem before, StoredItem after) {
    /// The `op` of a change frame.
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    public ItemKey key() {
        return after.key();
    }
}
