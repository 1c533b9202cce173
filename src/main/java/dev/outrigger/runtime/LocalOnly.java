package dev.outrigger.runtime;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.SyncPolicies;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The engine of a replica without a remote: there is nothing to sync with, and what is saved stays
/// in the outbox for the day when a remote is set.
public final class LocalOnly implements SyncControl {
    private final SyncStatus status;
    private final ExpressionControl expressions;

    /// @param policies which models clients may edit, to be told
    public LocalOnly(Schema schema, SyncPolicies policies, ExpressionSources expressions) {
        this.expressions = ChosenExpressions.withoutEngine(schema, expressions);
        List<SyncStatus.ModelStatus> models =
                schema.parentsFirst().stream()
                        .map(Model::name)
                        .map(name -> SyncStatus.ModelStatus.initial(name, policies.mode(name)))
                        .toList();
        this.status =
                new SyncStatus(
                        "local-only", false, null, null, null, DeliveryStatus.none(), models);
    }

    @Override
    public CompletionStage<SyncStatus> start() {
        return status();
    }

    @Override
    public CompletionStage<StopReport> stop() {
        return CompletableFuture.completedStage(new StopReport(status, 0));
    }

    @Override
    public <T> CompletionStage<T> pause(Supplier<CompletionStage<T>> work) {
        return work.get();
    }

    @Override
    public CompletionStage<SyncStatus> now() {
        return status();
    }

    @Override
    public CompletionStage<SyncStatus> credentialsChanged() {
        return status();
    }

    @Override
    public CompletionStage<SyncStatus> status() {
        return CompletableFuture.completedStage(status);
    }

    @Override
    public ExpressionControl expressions() {
        return expressions;
    }

    @Override
    public Runnable observe(Consumer<EngineEvent> listener) {
        return () -> {};
    }
}
