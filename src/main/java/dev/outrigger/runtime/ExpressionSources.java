package dev.outrigger.runtime;

import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.sync.expression.Expressions;

/// Where a replica's sync expressions come from.
///
/// @param configured give way to those that clients chose
/// @param durable what clients chose, and what the replica was made with
public record ExpressionSources(Expressions configured, SelectiveSync durable) {}
