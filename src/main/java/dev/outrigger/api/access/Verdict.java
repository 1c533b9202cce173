package dev.outrigger.api.access;

/// What became of a token that was shown.
public sealed interface Verdict {
    record Known(Caller caller) implements Verdict {}

    /// It is nobody's, or not any more. Showing it again does not help.
    record Refused() implements Verdict {}

    /// Somebody who must be asked did not answer. The same token may do a moment later.
    record Undecided() implements Verdict {}
}
