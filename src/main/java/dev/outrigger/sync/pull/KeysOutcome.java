package dev.outrigger.sync.pull;

import java.util.Set;

/// How a backend answered when it was asked for the keys in some buckets of a digest.
public sealed interface KeysOutcome {
    /// @param keys as [dev.outrigger.contract.KeyDigest#text]
    record Told(Set<String> keys) implements KeysOutcome {
        public Told {
            keys = Set.copyOf(keys);
        }
    }

    record Failed(String reason) implements KeysOutcome {}
}
