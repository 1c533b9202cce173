package dev.outrigger.sync.pull;

import dev.outrigger.sync.RemoteItem;

import java.util.List;

/// Where a replica stands with its backend.
///
/// ```
/// Stopped --start--> Connecting --acknowledged--> CatchingUp --all pulled--> CaughtUp
///    ^                  | ^                          |   ^                     |  |
///    | stop             | | wait over                |   +-- now, wait over ---+  |
///    +--- from all      v |                          v                            v
///                   BackingOff <------------------ link lost ---------------------+
/// ```
public sealed interface SyncState {
    /// Counts the lives of links; the events of older ones are told by it.
    int session();

    record Stopped(int session) implements SyncState {}

    /// The changefeed is being opened.
    ///
    /// @param failures in a row since the last time that the replica was caught up
    record Connecting(int session, int failures) implements SyncState {}

    /// The changefeed is open and buffered, and models are pulled.
    ///
    /// @param overflown not all that the changefeed told could be kept: a delta must follow this
    ///     round
    record CatchingUp(
            int session, int failures, Round round, List<RemoteItem> buffer, boolean overflown)
            implements SyncState {
        public CatchingUp {
            buffer = List.copyOf(buffer);
        }
    }

    /// Every model was pulled, or failed and waits for its next try; the changefeed is applied as
    /// it comes.
    ///
    /// @param agenda when each of them is pulled next
    record CaughtUp(int session, int failures, Agenda agenda) implements SyncState {}

    /// There is no link, and the next try waits.
    record BackingOff(int session, int failures, String reason) implements SyncState {}
}
