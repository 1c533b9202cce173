package dev.outrigger.sync.push;

import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

/// What the core decided about one mutation that was sent; the store makes it durable.
public sealed interface Verdict {
    /// The backend has it: it leaves the outbox, and the answer becomes the item's base.
    record Acknowledged(RemoteItem answer) implements Verdict {}

    /// It goes out again, on top of the backend's item: only the fields that it changes win.
    record Rebased(RemoteItem theirs, String reason) implements Verdict {}

    /// The backend deleted the item, and the deletion stands: all mutations of the item end.
    ///
    /// @param tombstone null when the backend has no trace of the item any more
    record Overruled(@Nullable RemoteItem tombstone) implements Verdict {}

    /// The backend refused it because of the item that it has, and did not say what that is.
    record Contested(String reason) implements Verdict {}

    /// It goes out again later, as it is.
    ///
    /// @param standing what is known of it meanwhile: any but HELD
    record Postponed(Standing standing, String reason) implements Verdict {}

    /// It will never succeed as written: it goes to the dead letters, and its item as the policy of
    /// its model says.
    record Refused(Rejection rejection) implements Verdict {}

    /// It is kept but not sent again until somebody asks.
    record Held(String reason) implements Verdict {}
}
