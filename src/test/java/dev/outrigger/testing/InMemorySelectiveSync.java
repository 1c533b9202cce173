package dev.outrigger.testing;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.Screen;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.replica.SweepQuery;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.ExpressionReader;
import dev.outrigger.sync.expression.ExpressionReading;
import dev.outrigger.sync.expression.Expressions;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The sync expressions of a replica in memory.
public final class InMemorySelectiveSync implements SelectiveSync {
    private final InMemoryReplicaStore store;
    private final Screen screen;
    private final InMemoryCheckpoints checkpoints;
    private final Map<String, Expression> chosen = new HashMap<>();
    private Schema schema;

    InMemorySelectiveSync(
            InMemoryReplicaStore store,
            Schema schema,
            Screen screen,
            InMemoryCheckpoints checkpoints) {
        this.store = store;
        this.schema = schema;
        this.screen = screen;
        this.checkpoints = checkpoints;
    }

    /// What does not fit the schema of now is left out, and what it had left out is pulled.
    synchronized void reopen(Schema next) {
        schema = next;
        Map<String, Expression> readable = readable(chosen);
        chosen.clear();
        chosen.putAll(readable);
        Map<String, Expression> adopted = readable(screen.adopted().byModel());
        screen.adopted().byModel().keySet().stream()
                .filter(name -> !adopted.containsKey(name))
                .forEach(checkpoints::forget);
        screen.adopt(new Expressions(adopted));
    }

    private Map<String, Expression> readable(Map<String, Expression> expressions) {
        ExpressionReader reader = new ExpressionReader(schema);
        Map<String, Expression> fitting = new HashMap<>();
        expressions.forEach(
                (name, expression) -> {
                    if (schema.model(name).isPresent()
                            && reader.read(schema.required(name), expression.written())
                                    instanceof ExpressionReading.Valid(Expression read)) {
                        fitting.put(name, read);
                    }
                });
        return fitting;
    }

    @Override
    public synchronized CompletionStage<Expressions> chosen() {
        return CompletableFuture.completedStage(new Expressions(chosen));
    }

    @Override
    public synchronized CompletionStage<Void> choose(
            String model, @Nullable Expression expression) {
        if (expression == null) {
            chosen.remove(model);
        } else {
            chosen.put(model, expression);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized CompletionStage<Void> adopt(Expressions expressions) {
        schema.models().stream()
                .map(model -> model.name())
                .filter(name -> !expressions.of(name).equals(screen.adopted().of(name)))
                .forEach(checkpoints::forget);
        screen.adopt(expressions);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Sweep> sweep(String model, long after, int limit) {
        return SweepQuery.of(schema.required(model), screen.adopted().of(model), after, limit)
                .map(
                        query ->
                                store.query(query)
                                        .thenApply(
                                                page ->
                                                        SweepQuery.step(
                                                                page,
                                                                store.sweep(
                                                                        SweepQuery.keys(page)))))
                .orElseGet(() -> CompletableFuture.completedStage(new Sweep(0, null)));
    }
}
