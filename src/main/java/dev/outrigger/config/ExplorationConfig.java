package dev.outrigger.config;

/// How far a backend shows its schema.
public enum ExplorationConfig {
    /// Introspection is refused.
    CLOSED,
    INTROSPECTION,
    /// Introspection and the page GraphiQL.
    DEVELOPMENT
}
