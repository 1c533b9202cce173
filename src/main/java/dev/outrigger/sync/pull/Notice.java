package dev.outrigger.sync.pull;

import java.util.List;

/// What observers of the engine are told, in DataStore's words.
public sealed interface Notice {
    /// Whether the backend is in reach, by real traffic with it.
    record NetworkStatus(boolean active) implements Notice {}

    record SubscriptionsEstablished() implements Notice {}

    /// @param models that are pulled now, parents first
    record SyncQueriesStarted(List<String> models) implements Notice {
        public SyncQueriesStarted {
            models = List.copyOf(models);
        }
    }

    record ModelSynced(String model, PullKind kind, PullCount count) implements Notice {}

    /// A page that is not the last was stored.
    ///
    /// @param count of the pull so far
    record PullProgressed(String model, PullCount count) implements Notice {}

    /// The model keeps its checkpoint and is tried again.
    record ModelFailed(String model, String reason) implements Notice {}

    /// The backend does not let this replica read the model, which keeps its checkpoint and is
    /// tried again at long intervals.
    record ModelUnauthorized(String model, String reason) implements Notice {}

    /// Items of the model could not be read; the others were taken in.
    record NonApplicable(String model, List<String> reasons) implements Notice {
        public NonApplicable {
            reasons = List.copyOf(reasons);
        }
    }

    /// The backend does not take the sync expression of the model as a filter, and sends more than
    /// is selected. The replica selects by itself.
    record FilterRefused(String model, String reason) implements Notice {}

    /// Every model was pulled to its end; never told when one failed.
    record SyncQueriesReady() implements Notice {}

    /// Caught up: pulled to the end, and the changefeed is open.
    record Ready() implements Notice {}
}
