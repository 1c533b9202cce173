package dev.outrigger.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class TokenBucketsTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final TokenBuckets buckets = new TokenBuckets(10, now::get);

    @Test
    void requestsOfOneSecondMayComeAtOnce() {
        for (int number = 0; number < 10; number++) {
            assertThat(buckets.take("a")).isEmpty();
        }
        assertThat(buckets.take("a")).contains(Duration.ofMillis(100));
    }

    @Test
    void bucketFillsWithTimeAndNotBeyondItsBrim() {
        // Given
        for (int number = 0; number < 10; number++) {
            buckets.take("a");
        }

        // When
        now.addAndGet(Duration.ofMillis(250).toNanos());

        // Then
        assertThat(buckets.take("a")).isEmpty();
        assertThat(buckets.take("a")).isEmpty();
        assertThat(buckets.take("a")).contains(Duration.ofMillis(50));
        now.addAndGet(Duration.ofDays(1).toNanos());
        for (int number = 0; number < 10; number++) {
            assertThat(buckets.take("a")).isEmpty();
        }
        assertThat(buckets.take("a")).isPresent();
    }

    @Test
    void identitiesDoNotShareABucket() {
        for (int number = 0; number < 11; number++) {
            buckets.take("a");
        }
        assertThat(buckets.take("a")).isPresent();
        assertThat(buckets.take("b")).isEmpty();
    }
}
