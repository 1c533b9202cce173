package dev.outrigger.config;

import java.time.Duration;

/// How a backend keeps the items of one model.
///
/// @param deltaTtl how long a change stays in the delta table
/// @param baseTtl how long a tombstone stays in the base table; zero for not at all
public record ModelConfig(ConflictConfig conflict, Duration deltaTtl, Duration baseTtl) {}
