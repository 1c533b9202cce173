package dev.outrigger.runtime;

import dev.outrigger.sync.resolution.Strategies;

/// What is done about conflicts.
///
/// @param adviser asked about those of models whose strategy is a webhook
public record ConflictHandling(Strategies strategies, ConflictAdviser adviser) {
    /// What a replica does that was told nothing else.
    public static ConflictHandling usual() {
        return new ConflictHandling(Strategies.usual(), ConflictAdviser.none());
    }
}
