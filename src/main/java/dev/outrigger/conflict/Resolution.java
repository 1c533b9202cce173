package dev.outrigger.conflict;

import dev.outrigger.model.Item;

/// What somebody outside decided of a conflict.
public sealed interface Resolution {
    /// An update leaves this item and nothing of the stored one.
    ///
    /// @param item of the same key; timestamps may be null, the backend fills them in
    record Replace(Item item) implements Resolution {}

    /// A delete is done.
    record Remove() implements Resolution {}

    /// The mutation is refused.
    record Reject() implements Resolution {}
}
