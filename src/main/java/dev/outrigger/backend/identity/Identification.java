package dev.outrigger.backend.identity;

/// What became of an [Attempt].
public sealed interface Identification {
    /// The credentials are valid.
    record Identified(Caller caller) implements Identification {}

    /// The credentials are missing or not valid. Another attempt with the same ones fails too.
    record Refused(Reason reason) implements Identification {}

    /// Why somebody was refused. It is for the log: a client is told as little as possible, since a
    /// reason helps to guess.
    enum Reason {
        /// No header holds credentials of a kind that this backend accepts.
        MISSING,
        /// Nobody's key.
        UNKNOWN_KEY
    }
}
