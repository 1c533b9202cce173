package dev.outrigger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.model.ItemKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

class KeyDigestTest {
    /// The first eight bytes of SHA-256 of `abc`, a test vector of the standard.
    private static final long OF_ABC = 0xba7816bf8f01cfeaL;

    @Test
    void hashIsTheBeginningOfSha256AndTheBucketItsLowestBits() {
        KeyDigest digest = KeyDigest.of(256, List.of(key("abc")));
        assertThat(digest.filled()).containsOnlyKeys(0xea);
        assertThat(digest.filled().get(0xea)).isEqualTo(new KeyDigest.Bucket(1, OF_ABC));
    }

    @Test
    void textKeepsValuesApartAndWritesNumbersAsEveryLanguageCan() {
        assertThat(KeyDigest.text(key("a/b", "c%"))).isEqualTo("a%2Fb/c%25");
        assertThat(KeyDigest.text(key("a", 7, true))).isEqualTo("a/7/true");
        assertThat(KeyDigest.text(key(1.5))).isEqualTo("3ff8000000000000");
    }

    @Test
    void orderOfTheKeysDoesNotMatter() {
        List<ItemKey> keys = keys(100);
        assertThat(KeyDigest.of(8, keys.reversed())).isEqualTo(KeyDigest.of(8, keys));
    }

    @Test
    void bucketsDifferExactlyWhereAKeyIsMissing() {
        // Given
        List<ItemKey> all = keys(1_000);
        ItemKey deleted = all.get(17);

        // When
        KeyDigest before = KeyDigest.of(64, all);
        KeyDigest after =
                KeyDigest.of(64, all.stream().filter(key -> !key.equals(deleted)).toList());

        // Then
        assertThat(before.differing(after)).containsExactly(KeyDigest.bucket(64, deleted));
        assertThat(before.differing(before)).isEmpty();
    }

    @Test
    void whatIsSentCanBeRead() {
        KeyDigest digest = KeyDigest.of(16, keys(50));
        assertThat(KeyDigest.read(16, digest.sent())).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -4, 3, 1 << 17})
    void bucketsAreAPowerOfTwo(int buckets) {
        assertThatThrownBy(() -> KeyDigest.of(buckets, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(buckets));
    }

    private static List<ItemKey> keys(int count) {
        return IntStream.range(0, count).mapToObj(number -> key("k" + number)).toList();
    }

    private static ItemKey key(Object... values) {
        return new ItemKey("Post", List.of(values));
    }
}
