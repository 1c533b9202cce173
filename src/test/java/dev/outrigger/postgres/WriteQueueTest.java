package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.postgres.WriteFailure.DatabaseUnavailable;
import dev.outrigger.postgres.WriteFailure.QueueFull;
import dev.outrigger.postgres.WriteFailure.WriterClosed;
import org.junit.jupiter.api.Test;

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
}
