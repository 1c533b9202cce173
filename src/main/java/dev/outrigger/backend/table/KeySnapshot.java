package dev.outrigger.backend.table;

import dev.outrigger.contract.KeyDigest;

import java.time.Instant;

/// Which items of a model there are, in short.
///
/// @param startedAt the backend's clock before the read: an item that a client knows with an
///     earlier `_lastChangedAt`, and whose key is not in the digest, was deleted
/// @param digest of the keys of live items
public record KeySnapshot(Instant startedAt, KeyDigest digest) {}
