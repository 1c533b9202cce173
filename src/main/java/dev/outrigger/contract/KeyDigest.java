package dev.outrigger.contract;

import dev.outrigger.model.ItemKey;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A set of item keys of one model, small enough to compare over a network: the keys are dealt into
/// buckets by their hash, and of each bucket it holds how many keys there are and all their hashes
/// in one number. Whose bucket differs from the other side's has other keys in it.
///
/// The hash of a key is the first eight bytes, big-endian, of the SHA-256 of its [#text] in UTF-8.
/// The lowest bits of the hash are the bucket; the hashes of a bucket are combined by exclusive or.
///
/// @param buckets a power of two from 1 to [#MOST_BUCKETS]
/// @param filled those that are not empty, by their number
public record KeyDigest(int buckets, SortedMap<Integer, Bucket> filled) {
    public static final int MOST_BUCKETS = 1 << 16;

    /// The keys of one bucket.
    ///
    /// @param hash the exclusive or of their hashes
    public record Bucket(long count, long hash) {
        private static final Bucket EMPTY = new Bucket(0, 0);

        private Bucket with(long keyHash) {
            return new Bucket(count + 1, hash ^ keyHash);
        }
    }

    public KeyDigest {
        if (!isPossible(buckets)) {
            throw new IllegalArgumentException(
                    "buckets must be a power of two up to " + MOST_BUCKETS + ", not " + buckets);
        }
        filled = new TreeMap<>(filled);
    }

    public static boolean isPossible(int buckets) {
        return Integer.bitCount(buckets) == 1 && buckets > 0 && buckets <= MOST_BUCKETS;
    }

    /// The digest of keys, none of which comes twice.
    public static KeyDigest of(int buckets, Collection<ItemKey> keys) {
        SortedMap<Integer, Bucket> filled = new TreeMap<>();
        for (ItemKey key : keys) {
            long hash = hash(key);
            int bucket = (int) (hash & (buckets - 1));
            filled.put(bucket, filled.getOrDefault(bucket, Bucket.EMPTY).with(hash));
        }
        return new KeyDigest(buckets, filled);
    }

    /// The buckets that do not hold the same keys on both sides.
    public List<Integer> differing(KeyDigest other) {
        if (buckets != other.buckets) {
            throw new IllegalArgumentException(
                    "digests of " + buckets + " and " + other.buckets + " buckets differ anyway");
        }
        TreeSet<Integer> all = new TreeSet<>(filled.keySet());
        all.addAll(other.filled.keySet());
        return all.stream()
                .filter(number -> !Objects.equals(filled.get(number), other.filled.get(number)))
                .toList();
    }

    /// The bucket that a key is in.
    public static int bucket(int buckets, ItemKey key) {
        return (int) (hash(key) & (buckets - 1));
    }

    /// The key as the text that is hashed: its values separated by `/`, where a text has `%` as
    /// `%25` and `/` as `%2F`, and a Float is the 16 hexadecimal digits of its IEEE 754 form.
    public static String text(ItemKey key) {
        return key.values().stream().map(KeyDigest::part).collect(Collectors.joining("/"));
    }

    private static String part(Object value) {
        return value instanceof Double number
                ? "%016x".formatted(Double.doubleToLongBits(number))
                : value.toString().replace("%", "%25").replace("/", "%2F");
    }

    /// The number that stands for a key in its bucket.
    public static long hash(ItemKey key) {
        try {
            byte[] text = text(key).getBytes(StandardCharsets.UTF_8);
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text);
            return new BigInteger(Arrays.copyOf(whole, Long.BYTES)).longValue();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// The buckets as a backend sends them: `{bucket, count, hash}`, the hash in 16 hexadecimal
    /// digits.
    public List<Map<String, Object>> sent() {
        return filled.entrySet().stream()
                .map(
                        bucket ->
                                Map.<String, Object>of(
                                        "bucket",
                                        bucket.getKey(),
                                        "count",
                                        bucket.getValue().count(),
                                        "hash",
                                        "%016x".formatted(bucket.getValue().hash())))
                .toList();
    }

    /// The digest whose buckets were [#sent].
    public static KeyDigest read(int buckets, List<? extends Map<String, ?>> sent) {
        SortedMap<Integer, Bucket> filled = new TreeMap<>();
        for (Map<String, ?> bucket : sent) {
            filled.put(
                    ((Number) Objects.requireNonNull(bucket.get("bucket"))).intValue(),
                    new Bucket(
                            ((Number) Objects.requireNonNull(bucket.get("count"))).longValue(),
                            Long.parseUnsignedLong(String.valueOf(bucket.get("hash")), 16)));
        }
        return new KeyDigest(buckets, filled);
    }
}
