package dev.outrigger.graphql.execution;

/// How far a backend shows its schema to people who explore it.
public enum Exploration {
    /// Introspection is refused.
    CLOSED,
    /// Introspection is answered, as AppSync does.
    INTROSPECTION,
    /// There is a page to try queries on, too: for development.
    GRAPHIQL
}
