package dev.outrigger.config;

import dev.outrigger.sync.resolution.Strategy;

/// What a replica does about conflicts.
///
/// @param usual of every model that is not named
/// @param limits of calls to those who are asked
public record ResolutionConfig(
        ModelResolution usual, NamedSections<ModelResolution> named, AdviserConfig.Limits limits) {
    public static final ResolutionConfig DEFAULT = everywhere(Strategy.usual());

    /// The same for every model, without anybody who is asked.
    public static ResolutionConfig everywhere(Strategy strategy) {
        return new ResolutionConfig(
                ModelResolution.of(strategy), NamedSections.none(), AdviserConfig.Limits.DEFAULT);
    }
}
