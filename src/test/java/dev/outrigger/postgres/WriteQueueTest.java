package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.WriteFailure.DatabaseUnavailable;
import dev.outrigger.postgres.WriteFailure.QueueFull;
import dev.outrigger.postgres.WriteFailure.WriterClosed;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class WriteQueueTest {
    private final WriteQueue<String> queue = new WriteQueue<>(3);

    @Test
    void givesOutInOrderAndAtMostAsManyAsAsked() {
        // Given
        queue.offer("a");
        queue.offer("b");
        queue.offer("c");

        // Then
        assertThat(queue.take(2)).containsExactly("a", "b");
        assertThat(queue.take(2)).containsExactly("c");
    }

    @Test
    void refusesAtItsLimitAndTakesAgainBelowIt() {
        // Given
        queue.offer("a");
        queue.offer("b");
        queue.offer("c");

        // When
        WriteFailure refusal = queue.offer("d");

        // Then
        assertThat(refusal).isInstanceOf(QueueFull.class).hasMessageContaining("3");
        queue.take(1);
        assertThat(queue.offer("d")).isNull();
    }

    @Test
    void handsBackWhatWaitsWhenTheDatabaseIsGone() {
        // Given
        queue.offer("a");

        // When
        var waiting = queue.refuse();

        // Then
        assertThat(waiting).containsExactly("a");
        assertThat(queue.offer("b")).isInstanceOf(DatabaseUnavailable.class);
        queue.accept();
        assertThat(queue.offer("c")).isNull();
    }

    @Test
    void givesOutWhatWaitsAfterItIsClosedAndThenNothing() {
        // Given
        queue.offer("a");

        // When
        queue.close();

        // Then
        assertThat(queue.offer("b")).isInstanceOf(WriterClosed.class);
        assertThat(queue.take(10)).containsExactly("a");
        assertThat(queue.take(10)).isEmpty();
    }

    @Test
    void waitsForAsManyAsWereTakenLast() throws Exception {
        // Given
        queue.offer("a");
        queue.offer("b");
        queue.take(3);
        queue.offer("c");

        // When
        try (var callers = Executors.newSingleThreadExecutor()) {
            Future<List<String>> taken =
                    callers.submit(() -> queue.take(3, Duration.ofSeconds(10)));
            queue.offer("d");

            // Then
            assertThat(taken.get(5, TimeUnit.SECONDS)).containsExactly("c", "d");
        }
    }

    @Test
    void doesNotWaitForThoseWhoStayAwayBeyondItsPatience() {
        // Given
        queue.offer("a");
        queue.offer("b");
        queue.take(3);
        queue.offer("c");

        // Then
        assertThat(queue.take(3, Duration.ofMillis(1))).containsExactly("c");
    }
}
