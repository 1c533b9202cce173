package dev.outrigger.runtime;

import dev.outrigger.replica.Clearing;
import dev.outrigger.replica.Observations;
import dev.outrigger.replica.OutboxSummary;
import dev.outrigger.replica.ReplicaStore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Starts, stops and clears one replica. Calls wait for one another in the order in which they
/// came, so every interleaving is a sequence; and each ends within the engine's limit for a stop
/// and the time that the database takes, so none waits for ever. May be called on any thread.
public final class Lifecycle {
    private final SyncControl engine;
    private final ReplicaStore store;
    private final Clearing clearing;
    private final Observations observations;
    private CompletionStage<?> latest = CompletableFuture.completedStage(null);

    public Lifecycle(
            SyncControl engine, ReplicaStore store, Clearing clearing, Observations observations) {
        this.engine = engine;
        this.store = store;
        this.clearing = clearing;
        this.observations = observations;
    }

    public CompletionStage<SyncStatus> start() {
        return inTurn(engine::start);
    }

    public CompletionStage<StopReport> stop() {
        return inTurn(engine::stop);
    }

    public CompletionStage<SyncStatus> now() {
        return inTurn(engine::now);
    }

    /// Empties the replica while the engine rests. An engine that ran goes on afterwards, with a
    /// base sync; clients need not stop anything, and observers are sent back to a query.
    public CompletionStage<Clearing.Outcome> clear(Clearing.Unsent unsent) {
        return inTurn(
                () ->
                        switch (unsent) {
                            case DISCARDED -> cleared(unsent);
                            case PROTECTED ->
                                    store.outboxSummary()
                                            .thenCompose(outbox -> clearedIfSent(outbox));
                        });
    }

    /// Asked before the engine is disturbed; what is saved meanwhile, the clear itself sees.
    private CompletionStage<Clearing.Outcome> clearedIfSent(OutboxSummary outbox) {
        return outbox.mutations() == 0
                ? cleared(Clearing.Unsent.PROTECTED)
                : CompletableFuture.completedStage(
                        new Clearing.Outcome.OutboxNotEmpty(outbox.mutations()));
    }

    private CompletionStage<Clearing.Outcome> cleared(Clearing.Unsent unsent) {
        return engine.pause(() -> clearing.clear(unsent).thenApply(this::told));
    }

    private Clearing.Outcome told(Clearing.Outcome outcome) {
        if (outcome instanceof Clearing.Outcome.Cleared cleared) {
            observations.cleared(cleared.seq());
        }
        return outcome;
    }

    private synchronized <T> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> step) {
        CompletionStage<T> mine = latest.handle((_, _) -> null).thenCompose(_ -> step.get());
        latest = mine;
        return mine;
    }
}
