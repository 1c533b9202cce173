package dev.outrigger.replica;

import dev.outrigger.sync.StoredItem;

/// An item as a read found it.
///
/// @param seq of the item's newest change
public record ReadItem(StoredItem stored, long seq) {}
