package dev.outrigger.store;

import dev.outrigger.replica.ReadItem;
import dev.outrigger.sync.StoredItem;

/// A row of a model's table.
record Row(StoredItem stored, Places places) {
    /// Whether it may be all that there is of the change that brought it, in an [Arrival].
    boolean mayStandForItsChange() {
        return places.insertion() > 0
                && places.seq() == places.insertion()
                && Arrivals.mayHaveArrived(stored);
    }

    ReadItem read() {
        return new ReadItem(stored, places.seq());
    }
}
