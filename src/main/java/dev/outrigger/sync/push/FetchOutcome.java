package dev.outrigger.sync.push;

import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;

/// How the backend answered a read of one item by its key.
public sealed interface FetchOutcome {
    /// Live or a tombstone.
    record Found(RemoteItem item) implements FetchOutcome {}

    /// The backend has neither the item nor a tombstone of it.
    record Absent() implements FetchOutcome {}

    /// The backend does not know who asks.
    record NotSignedIn(String reason) implements FetchOutcome {}

    /// The caller is known, and may not read the item.
    record Refused(Rejection rejection) implements FetchOutcome {}

    /// The backend shows the item, or says why it cannot, and it cannot be taken in. The backend is
    /// fine: only this item is concerned.
    record Unreadable(String reason) implements FetchOutcome {}

    /// No usable answer.
    record Failed(String reason) implements FetchOutcome {}

    /// What the backend says of a document may or may not be about this read, which was not the
    /// only one in it.
    record NotTogether(String reason) implements FetchOutcome {}
}
