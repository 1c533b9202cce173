package dev.outrigger.sync.pull;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.reconcile.Applied;

/// What happened to a replica's link and to its pulls. A session is one life of a link: events of a
/// session that is over are ignored.
public sealed interface SyncEvent {
    record StartRequested() implements SyncEvent {}

    record StopRequested() implements SyncEvent {}

    /// Somebody wants one pull without waiting for any timer.
    record NowRequested() implements SyncEvent {}

    record LinkAcknowledged(int session) implements SyncEvent {}

    record LinkLost(int session, String reason) implements SyncEvent {}

    record FeedReceived(int session, RemoteItem item) implements SyncEvent {}

    /// The changefeed told a change whose item cannot be read, so that it has to be pulled.
    record FeedUnread(int session, String model) implements SyncEvent {}

    record CheckpointsLoaded(int session, Checkpoints checkpoints) implements SyncEvent {}

    record PageAnswered(int session, String model, PullOutcome outcome) implements SyncEvent {}

    /// The page, and the checkpoint with it, are durable.
    record PageStored(int session, String model, Applied applied) implements SyncEvent {}

    /// The keys of a model were compared with the backend's, or could not be.
    record KeysCompared(int session, String model, KeyComparison outcome) implements SyncEvent {}

    /// The store did not take what it was asked to take, or did not answer a read.
    record StoreFailed(int session, String reason) implements SyncEvent {}

    /// The wait that was armed in this session is over.
    record WaitOver(int session) implements SyncEvent {}
}
