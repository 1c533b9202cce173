package dev.outrigger.config;

import dev.outrigger.sync.resolution.Strategy;

import org.jspecify.annotations.Nullable;

/// What a replica does about the conflicts of one model.
///
/// @param adviser asked when the strategy is a webhook, else null
public record ModelResolution(Strategy strategy, @Nullable AdviserConfig adviser) {
    /// Without anybody who is asked.
    public static ModelResolution of(Strategy strategy) {
        return new ModelResolution(strategy, null);
    }
}
