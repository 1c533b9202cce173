package dev.outrigger.sync.pull;

import dev.outrigger.contract.KeyDigest;

import java.time.Instant;

/// How a backend answered when it was asked for the digest of a model's keys.
public sealed interface DigestOutcome {
    /// @param startedAt backend clock, before the keys were read
    record Told(Instant startedAt, KeyDigest digest) implements DigestOutcome {}

    /// The backend has no digests, or does not show them to this replica.
    record Unsupported() implements DigestOutcome {}

    /// No usable answer; the next one may be.
    record Failed(String reason) implements DigestOutcome {}
}
