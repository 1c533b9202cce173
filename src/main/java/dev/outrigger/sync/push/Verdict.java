package dev.outrigger.sync.push;

import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Resolution;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What the core decided about one mutation that was sent; the store makes it durable.
public sealed interface Verdict {
    /// The backend has it: it leaves the outbox, and the answer becomes the item's base.
    record Acknowledged(RemoteItem answer) implements Verdict {}

    /// It met another item than the one that it was made from, and this is how that goes on. The
    /// conflict is noted with it.
    ///
    /// @param strategy whose word it is, as [dev.outrigger.sync.resolution.Strategy#word] says
    record Resolved(Conflict conflict, String strategy, Resolution resolution) implements Verdict {}

    /// A program that has to be asked about its conflict did not answer. It is looked at again
    /// after a pause of its own, and holds back later mutations of its item only.
    record Suspended(Duration pause, String reason) implements Verdict {}

    /// What the backend has of its item cannot be taken in. That is looked at again after a pause
    /// of its own, and holds back later mutations of its item only.
    ///
    /// @param standing what is known of it meanwhile: any but HELD
    record SetAside(Standing standing, Duration pause, String reason) implements Verdict {}

    /// The backend failed at it, and may have stored it. It is looked at again after a pause of its
    /// own, and holds back later mutations of its item only.
    record Faulted(Blame blame, Duration pause, String reason) implements Verdict {}

    /// Whose matter it is that the backend failed at a mutation.
    enum Blame {
        /// The backend had taken another one since it last failed: it is counted.
        MUTATION,
        /// The backend may be failing at everything.
        BACKEND
    }

    /// The backend refused it because of the item that it has, and did not say what that is.
    record Contested(String reason) implements Verdict {}

    /// It goes out again later, as it is.
    ///
    /// @param standing what is known of it meanwhile: any but HELD
    record Postponed(Standing standing, String reason) implements Verdict {}

    /// It will never succeed as written: it goes to the dead letters, and its item as the policy of
    /// its model says.
    record Refused(Rejection rejection) implements Verdict {}

    /// For how long nothing is done about the mutation; null when no pause of its own follows.
    default @Nullable Duration pause() {
        return switch (this) {
            case Suspended suspended -> suspended.pause;
            case SetAside aside -> aside.pause;
            case Faulted faulted -> faulted.pause;
            case Acknowledged _, Resolved _, Contested _, Postponed _, Refused _ -> null;
        };
    }
}
