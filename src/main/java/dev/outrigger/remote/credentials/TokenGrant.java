package dev.outrigger.remote.credentials;

import io.vertx.core.Future;

import java.time.Duration;

/// A way to get a token from its issuer, as often as one is needed.
public interface TokenGrant {
    /// Asks for a new token; never failed.
    Future<Granted> ask();

    /// What the issuer gave.
    sealed interface Granted {
        /// @param lifetime from the moment at which it was asked for
        record Token(String text, Duration lifetime) implements Granted {
            @Override
            public String toString() {
                return "Token[… for " + lifetime + "]";
            }
        }

        /// The issuer does not give one to whoever asks like this.
        record Denied(String reason) implements Granted {}

        /// The issuer cannot be asked at the moment.
        record Unreachable(String reason) implements Granted {}
    }
}
