package dev.outrigger.replica;

import dev.outrigger.sync.UnreadItem;

import java.time.Instant;

/// An item of the backend that could not be taken in, and how often it came.
///
/// @param id stays the same while the item comes again
/// @param item as it came last
/// @param firstSeenAt local clock
/// @param lastSeenAt local clock
/// @param timesSeen in pages, on the changefeed and when it was read again
public record QuarantinedItem(
        long id, UnreadItem item, Instant firstSeenAt, Instant lastSeenAt, long timesSeen) {}
