package dev.outrigger.runtime;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ExpressionText.expressions;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.ManualTimers;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.ScriptedBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The removal of what a sync expression does not select.
class AdoptedExpressionsTest {
    private static final Schema SCHEMA = Schemas.demo();

    private final ManualTimers timers = new ManualTimers();
    private final InMemoryReplicaStore store = new InMemoryReplicaStore(SCHEMA, timers::now);
    private final Interrupted durable = new Interrupted(store.selectiveSync());
    private final AdoptedExpressions adopted =
            adopting(
                    store,
                    new ExpressionSources(
                            expressions(SCHEMA, "Post", "{\"rating\": {\"gt\": 5}}"), durable),
                    timers);

    /// Of a replica whose backend nobody asks.
    static AdoptedExpressions adopting(
            InMemoryReplicaStore store, ExpressionSources sources, ManualTimers timers) {
        return new AdoptedExpressions(
                new Ports(
                        new ReplicaPorts(store, store.keys(), sources),
                        new ScriptedBackend(SCHEMA),
                        timers),
                timers);
    }

    /// Its database is away when the first sweep begins.
    private static final class Interrupted implements SelectiveSync {
        private final SelectiveSync reliable;
        private boolean away = true;

        Interrupted(SelectiveSync reliable) {
            this.reliable = reliable;
        }

        @Override
        public CompletionStage<Expressions> chosen() {
            return reliable.chosen();
        }

        @Override
        public CompletionStage<Void> choose(String model, @Nullable Expression expression) {
            return reliable.choose(model, expression);
        }

        @Override
        public CompletionStage<Void> adopt(Expressions expressions) {
            return reliable.adopt(expressions);
        }

        @Override
        public CompletionStage<Sweep> sweep(String model, long after, int limit) {
            if (away) {
                away = false;
                return CompletableFuture.failedStage(
                        new ReplicaUnreachable("the database went away", new Exception()));
            }
            return reliable.sweep(model, after, limit);
        }
    }

    @Test
    void I13_aSweepThatTheDatabaseCutOffGoesOnAfterAPause() {
        // Given
        await(
                store.apply(
                        "Post",
                        List.of(anItem("Post").with("rating", 2).withVersion(1).remote()),
                        null));
        await(adopted.adopt());
        timers.run();
        assertThat(store.everything()).hasSize(1);

        // When
        timers.pass(Duration.ofMinutes(1));

        // Then
        assertThat(store.everything()).isEmpty();
    }
}
