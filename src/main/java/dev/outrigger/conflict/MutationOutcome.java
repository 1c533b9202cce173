package dev.outrigger.conflict;

import java.util.List;

/// What a backend does with one mutation.
public sealed interface MutationOutcome {
    /// An outcome that answers the mutation.
    sealed interface Final extends MutationOutcome {}

    /// The item becomes this one, which is one version on.
    record Stored(VersionedItem item) implements Final {}

    /// The create was stored before, from a request whose answer was lost: the item as it is.
    /// Nothing is written and nobody is told.
    record Repeated(VersionedItem item) implements Final {}

    /// The mutation builds on another version and is refused; this is what the backend holds.
    record Conflict(VersionedItem current) implements Final {}

    /// The mutation does not apply; nothing is written.
    record Refused(Reason reason) implements Final {}

    /// The client may not do this to the stored item; nothing is written.
    ///
    /// @param fields those that it may not write so; empty when it is about the item as a whole
    record Denied(List<String> fields) implements Final {
        public Denied {
            fields = List.copyOf(fields);
        }
    }

    /// The mutation builds on another version, and somebody outside has to decide. Nothing is
    /// written; the same mutation comes again with a [Ruling].
    ///
    /// @param current what the backend holds
    /// @param proposed what it would hold if the mutation were done as it is, still under the
    ///     current version
    record Unresolved(VersionedItem current, VersionedItem proposed) implements MutationOutcome {}

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
