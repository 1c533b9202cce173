package dev.outrigger.config;

import dev.outrigger.sync.RefusalPolicy;

/// What becomes of an item whose mutation the backend refused for good.
///
/// @param usual of every model that is not named
public record RefusalConfig(RefusalPolicy usual, NamedSections<RefusalPolicy> named) {
    public static final RefusalConfig DEFAULT =
            new RefusalConfig(RefusalPolicy.HOLD, NamedSections.none());
}
