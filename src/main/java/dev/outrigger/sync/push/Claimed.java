package dev.outrigger.sync.push;

import dev.outrigger.model.Version;
import dev.outrigger.sync.PendingMutation;
import org.jspecify.annotations.Nullable;

/// A mutation whose attempt is counted, with what it is sent on top of.
///
/// @param base the newest version of the item that the replica knows, or null when it knows none
public record Claimed(PendingMutation mutation, @Nullable Version base) {}
