package dev.outrigger.conflict;

import dev.outrigger.model.Version;

/// A decision of somebody outside about one conflict. It took a while, and meanwhile the item may
/// have changed.
///
/// @param seen the stored version that it was made for; it says nothing of any other
public record Ruling(Version seen, Resolution resolution) {}
