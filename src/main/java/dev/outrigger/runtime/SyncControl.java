package dev.outrigger.runtime;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// What a client may ask of a replica's engine. Every call is idempotent and answers at once with
/// the state that it led to.
public interface SyncControl {
    CompletionStage<SyncStatus> start();

    /// Closes the link; data and outbox stay, and saves go on.
    CompletionStage<SyncStatus> stop();

    /// One pull and push without waiting for any timer; sends held mutations once more.
    CompletionStage<SyncStatus> now();

    CompletionStage<SyncStatus> status();

    /// Calls `listener` with every engine event from now on; it must return at once.
    ///
    /// @return ends the calls
    Runnable observe(Consumer<EngineEvent> listener);
}
