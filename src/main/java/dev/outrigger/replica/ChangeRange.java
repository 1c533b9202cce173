package dev.outrigger.replica;

/// The change log that is kept: `seq` from `oldest` to `newest`, both included; empty when
/// `oldest` is `newest + 1`.
public record ChangeRange(long oldest, long newest) {}
