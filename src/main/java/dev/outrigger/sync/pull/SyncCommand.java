package dev.outrigger.sync.pull;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the shell does for a session.
public sealed interface SyncCommand {
    /// Open the changefeed of every model; answered by LinkAcknowledged or LinkLost.
    record OpenLink(int session) implements SyncCommand {}

    record CloseLink() implements SyncCommand {}

    /// Answered by CheckpointsLoaded or StoreFailed.
    record LoadCheckpoints(int session) implements SyncCommand {}

    /// Answered by PageAnswered.
    record Pull(int session, PageRequest request) implements SyncCommand {}

    /// Answered by PageStored or StoreFailed.
    ///
    /// @param unread what could not be read of the page
    /// @param reached durable in the same transaction as the items
    record StorePage(
            int session,
            String model,
            List<RemoteItem> items,
            List<UnreadItem> unread,
            Reached reached)
            implements SyncCommand {
        public StorePage(int session, String model, List<RemoteItem> items, Reached reached) {
            this(session, model, items, List.of(), reached);
        }

        public StorePage {
            items = List.copyOf(items);
            unread = List.copyOf(unread);
        }
    }

    /// Find out which items of the model the backend does not have, and remove those that it had
    /// when it was asked; answered by KeysCompared or StoreFailed.
    ///
    /// @param changedBefore backend clock: what changed later stays
    record CompareKeys(int session, String model, Instant changedBefore) implements SyncCommand {}

    /// Answered by nothing, or by StoreFailed.
    record StoreFeed(int session, List<RemoteItem> items) implements SyncCommand {
        public StoreFeed {
            items = List.copyOf(items);
        }
    }

    /// Answered by WaitOver after `delay`, unless another wait was armed before.
    record ArmWait(int session, Duration delay) implements SyncCommand {}

    record Announce(Notice notice) implements SyncCommand {}
}
