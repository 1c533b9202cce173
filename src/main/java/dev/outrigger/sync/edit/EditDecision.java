package dev.outrigger.sync.edit;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

/// What [EditRules] decided about one edit.
public sealed interface EditDecision {
    /// Which outcome the client gets once the effect is durable.
    enum Answer {
        CREATED,
        UPDATED,
        DELETED
    }

    /// @param item what the answer shows: the item as it now is, for DELETED as it was, or null
    ///     when there was nothing to delete
    record Taken(Effect effect, Answer answer, @Nullable StoredItem item) implements EditDecision {}

    record Refused(Refusal refusal) implements EditDecision {}
}
