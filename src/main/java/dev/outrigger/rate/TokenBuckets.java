package dev.outrigger.rate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Counts requests of each identity: everybody has a bucket that fills with so many tokens a
/// second, holds those of one second, and loses one with each request. Used on one thread.
public final class TokenBuckets {
    /// Buckets that are remembered; who is forgotten begins with a full one.
    private static final int MAXIMUM_BUCKETS = 10_000;

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MAXIMUM_BUCKETS;
                }
            };

    private static final class Bucket {
        private double tokens;
        private long filledAt;
    }

    public TokenBuckets(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /// Takes a token, or says after which time there is one.
    public Optional<Duration> take(String identity) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(identity, _ -> full(now));
        double gained = (now - bucket.filledAt) / NANOS * perSecond;
        bucket.tokens = Math.min(perSecond, bucket.tokens + gained);
        bucket.filledAt = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) ((1 - bucket.tokens) / perSecond * NANOS)));
    }

    private Bucket full(long now) {
        var bucket = new Bucket();
        bucket.tokens = perSecond;
        bucket.filledAt = now;
        return bucket;
    }
}
