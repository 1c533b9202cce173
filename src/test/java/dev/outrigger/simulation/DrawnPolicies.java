package dev.outrigger.simulation;

import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Draws which ways the items of each model travel between a device and the backend.
final class DrawnPolicies {
    /// Not off: comments of what never leaves the device would come before it.
    private static final List<SyncMode> OF_POSTS =
            List.of(SyncMode.BOTH, SyncMode.NO_SUBSCRIPTION, SyncMode.PULL, SyncMode.PUSH);

    private DrawnPolicies() {}

    static SyncPolicies of(Random random) {
        SyncMode posts = OF_POSTS.get(random.nextInt(OF_POSTS.size()));
        SyncMode comments = SyncMode.values()[random.nextInt(SyncMode.values().length)];
        return new SyncPolicies(
                Map.of("Post", policy(posts, random), "Comment", policy(comments, random)));
    }

    private static SyncPolicy policy(SyncMode mode, Random random) {
        return new SyncPolicy(mode, null, Duration.ofMinutes(5 + random.nextInt(20)), null);
    }
}
