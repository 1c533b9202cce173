package dev.outrigger.sync.resolution;

/// What came of asking somebody outside about a conflict.
public sealed interface Advice {
    record Given(Decision decision) implements Advice {}

    /// Nothing usable: the conflict is asked about again later.
    ///
    /// @param reason for people, without values
    record Unavailable(String reason) implements Advice {}
}
