package dev.outrigger.config;

/// How a backend keeps the items of one model.
public record ModelConfig(ConflictConfig conflict) {}
