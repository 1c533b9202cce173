package dev.outrigger.sync.pull;

import dev.outrigger.contract.KeyDigest;

import java.util.ArrayList;
import java.util.List;

/// Some buckets of a digest.
///
/// @param of how many there are together
public record KeyBuckets(int of, List<Integer> numbers) {
    /// So many keys share a bucket: what differs is then told by little more than its own keys, and
    /// the digest of a million keys is one megabyte.
    private static final int KEYS = 64;

    public KeyBuckets {
        numbers = List.copyOf(numbers);
    }

    /// Into how many buckets so many keys are dealt.
    public static int forKeys(long keys) {
        long wanted = Long.highestOneBit(Math.max(1, keys / KEYS));
        return (int) Math.min(KeyDigest.MOST_BUCKETS, wanted);
    }

    /// The buckets that differ, in portions whose keys the backend tells at once.
    ///
    /// @param most keys of theirs in one portion; a bucket with more is one by itself
    public static List<KeyBuckets> differing(KeyDigest ours, KeyDigest theirs, int most) {
        List<KeyBuckets> portions = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        long keys = 0;
        for (int number : ours.differing(theirs)) {
            KeyDigest.Bucket bucket = theirs.filled().get(number);
            long more = bucket == null ? 0 : bucket.count();
            if (!open.isEmpty() && keys + more > most) {
                portions.add(new KeyBuckets(theirs.buckets(), open));
                open = new ArrayList<>();
                keys = 0;
            }
            open.add(number);
            keys += more;
        }
        if (!open.isEmpty()) {
            portions.add(new KeyBuckets(theirs.buckets(), open));
        }
        return portions;
    }
}
