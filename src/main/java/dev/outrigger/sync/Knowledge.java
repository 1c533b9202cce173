package dev.outrigger.sync;

import dev.outrigger.model.ItemKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a replica knows of one key when a decision about it is taken.
///
/// @param stored null when the replica never had the item, or forgot it
/// @param outbox the item's pending mutations, oldest first
public record Knowledge(ItemKey key, @Nullable StoredItem stored, List<PendingMutation> outbox) {
    public Knowledge {
        outbox = List.copyOf(outbox);
    }

    /// True when clients can see the item.
    public boolean visible() {
        return stored != null && stored.live();
    }
}
