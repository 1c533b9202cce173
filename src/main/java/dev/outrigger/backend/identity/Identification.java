package dev.outrigger.backend.identity;

import java.time.Instant;

/// What became of an [Attempt].
public sealed interface Identification {
    /// The credentials are valid.
    ///
    /// @param validUntil by the backend's clock; [Instant#MAX] when they have no end
    record Identified(Caller caller, Instant validUntil) implements Identification {
        /// With credentials that have no end.
        public Identified(Caller caller) {
            this(caller, Instant.MAX);
        }
    }

    /// The credentials are missing or not valid. Another attempt with the same ones fails too.
    record Refused(Reason reason) implements Identification {}

    /// Somebody who must be asked did not answer, so that nobody knows. The client should try
    /// again: a refusal would make it drop what it wants to save.
    record Undecided() implements Identification {}

    /// Why somebody was refused. It is for the log: a client is told as little as possible, since a
    /// reason helps to guess.
    enum Reason {
        /// No header holds credentials.
        MISSING,
        /// The credentials are of a kind that this backend does not accept.
        UNSUPPORTED,
        /// Nobody's key, or a key that is not in use any more.
        UNKNOWN_KEY,
        /// The text is no credentials at all.
        MALFORMED,
        /// The token is for somebody else, or from somebody who is not trusted.
        FOREIGN,
        /// The signature is not that of the key.
        FORGED,
        /// The token was valid once.
        EXPIRED,
        /// The token or signature is from the future, or the signature too old.
        UNTIMELY,
        /// The authorizer said no.
        DENIED
    }

    static Identification refused(Reason reason) {
        return new Refused(reason);
    }
}
