package dev.outrigger.api;

import dev.outrigger.runtime.DeliveryStatus;
import dev.outrigger.runtime.EngineEvent;
import dev.outrigger.runtime.ExpressionControl;
import dev.outrigger.runtime.ExpressionSources;
import dev.outrigger.runtime.LocalOnly;
import dev.outrigger.runtime.StopReport;
import dev.outrigger.runtime.SyncControl;
import dev.outrigger.runtime.SyncStatus;
import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.InMemoryReplicaStore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// An engine that says what a test tells it to say.
public final class FakeSyncControl implements SyncControl {
    private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ExpressionControl expressions =
            new LocalOnly(
                            TestSchema.read(),
                            SyncPolicies.usual(),
                            new ExpressionSources(
                                    Expressions.none(),
                                    new InMemoryReplicaStore(TestSchema.read(), Instant::now)
                                            .selectiveSync()))
                    .expressions();
    private volatile String state = "caught-up";
    private volatile String postState = "synced";

    public void is(String engineState, String statusOfPost) {
        state = engineState;
        postState = statusOfPost;
    }

    public void emit(String event, Map<String, Object> payload) {
        listeners.forEach(
                listener ->
                        listener.accept(
                                new EngineEvent(
                                        event, payload, Instant.ofEpochMilli(1_772_443_800_123L))));
    }

    public int observers() {
        return listeners.size();
    }

    @Override
    public CompletionStage<SyncStatus> start() {
        state = "connecting";
        return status();
    }

    @Override
    public CompletionStage<StopReport> stop() {
        state = "stopped";
        return status().thenApply(status -> new StopReport(status, 2));
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
        SyncStatus.ModelStatus post =
                new SyncStatus.ModelStatus(
                        "Post",
                        SyncMode.BOTH,
                        postState,
                        new PullCount(2, 1_500, new Applied(3, 0, 0, 0)),
                        Instant.ofEpochMilli(1_772_443_800_000L),
                        null);
        return CompletableFuture.completedStage(
                new SyncStatus(
                        state,
                        state.equals("caught-up"),
                        null,
                        Instant.ofEpochMilli(1_772_443_900_000L),
                        null,
                        new DeliveryStatus(16, 0, 25, null),
                        List.of(post)));
    }

    @Override
    public ExpressionControl expressions() {
        return expressions;
    }

    @Override
    public Runnable observe(Consumer<EngineEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
