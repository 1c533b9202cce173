package dev.outrigger.replica;

import dev.outrigger.sync.ItemChange;

import java.time.Instant;

/// A change with its place in the replica's change log.
///
/// @param seq one more than the change before it, durable; never reused
/// @param at local clock
public record LoggedChange(long seq, ItemChange change, Instant at) {}
