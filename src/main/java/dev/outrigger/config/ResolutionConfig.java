package dev.outrigger.config;

import dev.outrigger.sync.resolution.Strategy;

/// What a replica does about conflicts.
///
/// @param usual of every model that is not named
public record ResolutionConfig(Strategy usual, NamedSections<Strategy> named) {
    public static final ResolutionConfig DEFAULT =
            new ResolutionConfig(Strategy.usual(), NamedSections.none());
}
