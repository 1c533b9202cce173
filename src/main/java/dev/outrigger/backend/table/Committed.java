package dev.outrigger.backend.table;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;

/// A write that is durable.
///
/// @param kind of the mutation that caused it
/// @param item as it is now; for a delete the tombstone
public record Committed(Mutation.Kind kind, VersionedItem item) {}
