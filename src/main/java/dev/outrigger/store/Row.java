package dev.outrigger.store;

import dev.outrigger.replica.ReadItem;
import dev.outrigger.sync.StoredItem;

/// A row of a model's table.
record Row(StoredItem stored, Places places) {
    ReadItem read() {
        return new ReadItem(stored, places.seq());
    }
}
