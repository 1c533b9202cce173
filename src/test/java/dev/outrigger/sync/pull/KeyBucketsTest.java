package dev.outrigger.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.ItemKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

/// Into how many buckets keys are dealt, and which of them are asked for.
class KeyBucketsTest {
    private static List<ItemKey> posts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new ItemKey("Post", List.of("p" + number)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "63, 1", "128, 2", "1000000, 8192", "100000000, 65536"})
    void aBucketHoldsAFewDozenKeys(long keys, int buckets) {
        assertThat(KeyBuckets.forKeys(keys)).isEqualTo(buckets);
    }

    @Test
    void onlyBucketsThatDifferAreAskedForInPortionsThatTheBackendTells() {
        // Given
        KeyDigest ours = KeyDigest.of(64, posts(0, 1_100));
        KeyDigest theirs = KeyDigest.of(64, posts(0, 1_000));

        // When
        List<KeyBuckets> portions = KeyBuckets.differing(ours, theirs, 100);

        // Then
        assertThat(portions.stream().flatMap(portion -> portion.numbers().stream()))
                .containsExactlyElementsOf(ours.differing(theirs));
        assertThat(portions)
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        portion ->
                                assertThat(
                                                portion.numbers().stream()
                                                        .mapToLong(
                                                                number ->
                                                                        theirs.filled()
                                                                                .get(number)
                                                                                .count())
                                                        .sum())
                                        .isLessThanOrEqualTo(100));
    }

    @Test
    void equalDigestsNeedNoQuestion() {
        KeyDigest digest = KeyDigest.of(4, posts(0, 50));

        assertThat(KeyBuckets.differing(digest, digest, 100)).isEmpty();
    }

    @Test
    void aBucketThatIsEmptyAtTheBackendIsAskedForToo() {
        assertThat(
                        KeyBuckets.differing(
                                KeyDigest.of(1, posts(0, 1)), KeyDigest.of(1, List.of()), 1))
                .containsExactly(new KeyBuckets(1, List.of(0)));
    }
}
