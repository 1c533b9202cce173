package dev.outrigger.runtime;

/// What an engine is told.
public record EngineSettings(SyncLimits limits, ConflictHandling conflicts) {}
