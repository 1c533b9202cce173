package dev.outrigger.testing;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.pull.KeyBuckets;

import java.util.function.Predicate;

/// Which keys some buckets of a digest are of.
public final class Bucketed {
    private Bucketed() {}

    public static Predicate<ItemKey> in(KeyBuckets buckets) {
        return key -> buckets.numbers().contains(KeyDigest.bucket(buckets.of(), key));
    }
}
