package dev.outrigger.runtime;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a client may ask of a replica's engine. Every call is idempotent and answers at once with
/// the state that it led to.
public interface SyncControl {
    CompletionStage<SyncStatus> start();

    /// Closes the link; data and outbox stay, and saves go on. The stage completes when nothing is
    /// under way to the backend any more: calls without an answer are cancelled after the limit of
    /// a stop.
    CompletionStage<StopReport> stop();

    /// Does `work` while the engine rests as after [#stop]; an engine that ran goes on afterwards.
    <T> CompletionStage<T> pause(Supplier<CompletionStage<T>> work);

    /// One pull and push without waiting for any timer; sends held mutations once more.
    CompletionStage<SyncStatus> now();

    /// Other credentials are shown to the backend from now on: what waits is tried at once.
    CompletionStage<SyncStatus> credentialsChanged();

    CompletionStage<SyncStatus> status();

    /// The replica's sync expressions, to read and to change.
    ExpressionControl expressions();

    /// Calls `listener` with every engine event from now on; it must return at once.
    ///
    /// @return ends the calls
    Runnable observe(Consumer<EngineEvent> listener);
}
