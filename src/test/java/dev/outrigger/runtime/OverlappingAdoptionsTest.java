package dev.outrigger.runtime;

import static dev.outrigger.testing.ExpressionText.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.ManualTimers;
import dev.outrigger.testing.Schemas;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// An expression that is changed twice in short order, with a database that reads as slowly as it
/// likes.
class OverlappingAdoptionsTest {
    private static final Schema SCHEMA = Schemas.demo();
    private static final Expressions EARLIER = rated(5);
    private static final Expressions LATER = rated(7);

    private final ManualTimers timers = new ManualTimers();
    private final SlowReads durable = new SlowReads();
    private final AdoptedExpressions adopted =
            AdoptedExpressionsTest.adopting(
                    new InMemoryReplicaStore(SCHEMA, timers::now),
                    new ExpressionSources(Expressions.none(), durable),
                    timers);

    private static Expressions rated(int rating) {
        return expressions(SCHEMA, "Post", "{\"rating\": {\"gt\": " + rating + "}}");
    }

    /// What clients chose is read when the test says so.
    private static final class SlowReads implements SelectiveSync {
        private final List<CompletableFuture<Expressions>> reads = new ArrayList<>();
        private final List<Expressions> adoptions = new ArrayList<>();

        @Override
        public CompletionStage<Expressions> chosen() {
            reads.add(new CompletableFuture<>());
            return reads.getLast();
        }

        @Override
        public CompletionStage<Void> choose(String model, @Nullable Expression expression) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> adopt(Expressions expressions) {
            adoptions.add(expressions);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Sweep> sweep(String model, long after, int limit) {
            return CompletableFuture.completedStage(new Sweep(0, null));
        }
    }

    @Test
    void I13_theExpressionThatWasChosenLastHoldsThoughTheEarlierReadEndsAfterIt() {
        // Given
        adopted.adopt();
        adopted.adopt();

        // When
        CompletableFuture<Expressions> first = durable.reads.getFirst();
        durable.reads.stream().skip(1).forEach(second -> second.complete(LATER));
        first.complete(EARLIER);
        durable.reads.stream().skip(1).forEach(second -> second.complete(LATER));

        // Then
        assertThat(durable.adoptions).containsExactly(EARLIER, LATER);
    }

    @Test
    void anAdoptionThatFailsDoesNotKeepTheNextOneFromHolding() {
        // Given
        adopted.adopt();
        adopted.adopt();

        // When
        durable.reads.getFirst().completeExceptionally(new IllegalStateException("away"));
        durable.reads.getLast().complete(LATER);

        // Then
        assertThat(durable.adoptions).containsExactly(LATER);
    }
}
