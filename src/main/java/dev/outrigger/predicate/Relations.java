package dev.outrigger.predicate;

/// Whether a predicate may reach through relations.
public enum Relations {
    /// In queries and observations, which are answered from the replica.
    ALLOWED,
    /// In conditions and sync expressions, which the backend evaluates item by item.
    REFUSED
}
