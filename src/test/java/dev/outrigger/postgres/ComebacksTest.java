package dev.outrigger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ComebacksTest {
    private static final Duration LIMIT = Duration.ofNanos(100);

    private long now;
    private final Comebacks comebacks = new Comebacks(() -> now);

    @Test
    void expectsNoDelayOfThoseWhoWereNeverAnswered() {
        assertThat(comebacks.within(LIMIT)).isTrue();
    }

    @Test
    void takesTheTimeUntilTheLastOfThemIsBack() {
        // Given
        comebacks.answering(2);
        now += 90;
        comebacks.came();
        now += 20;

        // When
        comebacks.came();

        // Then
        assertThat(comebacks.within(LIMIT)).isFalse();
        assertThat(comebacks.within(LIMIT.plusNanos(10))).isTrue();
    }

    @Test
    void knowsThatTheyTakeLongerWhenTheNextAreAnsweredBefore() {
        // Given
        comebacks.answering(2);
        comebacks.came();
        now += 101;

        // When
        comebacks.answering(1);

        // Then
        assertThat(comebacks.within(LIMIT)).isFalse();
    }

    @Test
    void expectsThemSoonAgainOnceSomeWereBackSoon() {
        // Given
        comebacks.answering(2);
        now += 1_000;
        comebacks.answering(2);
        now += 5;

        // When
        comebacks.came();
        comebacks.came();

        // Then
        assertThat(comebacks.within(LIMIT)).isTrue();
    }
}
