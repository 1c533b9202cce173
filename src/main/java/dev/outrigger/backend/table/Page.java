package dev.outrigger.backend.table;

import dev.outrigger.conflict.VersionedItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Some of the items that a read finds.
///
/// @param items those that match the filter; may be empty although more follow
/// @param nextToken continues the read, or null at its end
/// @param startedAt of a sync: the backend's clock when its first page was asked for; else null
public record Page(
        List<VersionedItem> items, @Nullable String nextToken, @Nullable Instant startedAt) {
    public Page {
        items = List.copyOf(items);
    }
}
