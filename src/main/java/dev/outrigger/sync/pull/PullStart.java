package dev.outrigger.sync.pull;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What a pull of one model sets out to bring.
///
/// @param lastSync backend clock: what its pages are asked from; null asks for everything. A base
///     sync that was interrupted ends in pages that are asked from a time
/// @param begunAt local clock; only its age is used
public record PullStart(PullKind kind, @Nullable Instant lastSync, Instant begunAt) {}
