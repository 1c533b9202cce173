package dev.outrigger.remote;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;

/// The outcome of reading one item that the backend sent.
sealed interface RemoteReading {
    record Taken(RemoteItem item) implements RemoteReading {}

    record Rejected(UnreadItem item) implements RemoteReading {
        String reason() {
            return item.reason();
        }
    }
}
