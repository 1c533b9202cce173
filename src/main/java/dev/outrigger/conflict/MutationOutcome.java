package dev.outrigger.conflict;

/// What a backend does with one mutation.
public sealed interface MutationOutcome {
    /// The item becomes this one, which is one version on.
    record Stored(VersionedItem item) implements MutationOutcome {}

    /// The create was stored before, from a request whose answer was lost: the item as it is.
    /// Nothing is written and nobody is told.
    record Repeated(VersionedItem item) implements MutationOutcome {}

    /// The mutation builds on another version and cannot be merged; this is what the backend holds.
    record Conflict(VersionedItem current) implements MutationOutcome {}

    /// The mutation does not apply; nothing is written.
    record Refused(Reason reason) implements MutationOutcome {}

    /// Why a mutation does not apply.
    enum Reason {
        /// A create of a key that exists, live or deleted, with other values.
        KEY_TAKEN,
        /// An update or delete of a key that the backend never had, or has forgotten.
        ITEM_UNKNOWN,
        /// The mutation's condition does not hold on the backend's item.
        CONDITION_FALSE
    }
}
