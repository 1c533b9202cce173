package dev.outrigger.token;

import dev.outrigger.model.AuthRule;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// What became of a token that was checked.
public sealed interface Finding {
    /// The issuer made it, for us, and it has not expired.
    ///
    /// @param claims as they are in it
    /// @param validUntil by our own clock
    record Valid(
            AuthRule.Provider provider, Map<String, @Nullable Object> claims, Instant validUntil)
            implements Finding {
        /// Without the claims, which tell of a person.
        @Override
        public String toString() {
            return "Valid[until " + validUntil + "]";
        }
    }

    record Invalid(Reason reason) implements Finding {}

    /// The issuer's keys cannot be had, so that nobody knows.
    record Unknown() implements Finding {}

    /// Why a token does not count; for the log only.
    enum Reason {
        /// The text is no token at all.
        MALFORMED,
        /// It is for somebody else, or from somebody who is not trusted.
        FOREIGN,
        /// The signature is not that of a key of the issuer.
        FORGED,
        /// It was valid once.
        EXPIRED,
        /// It is from the future.
        UNTIMELY
    }
}
