package dev.outrigger.remote;

import dev.outrigger.sync.RemoteItem;

/// The outcome of reading one item that the backend sent.
sealed interface RemoteReading {
    record Taken(RemoteItem item) implements RemoteReading {}

    /// @param reason as one sentence without field values
    record Rejected(String reason) implements RemoteReading {}
}
