package dev.outrigger.remote.credentials;

import io.vertx.core.Future;

/// Where a token comes from. All calls come on one Vert.x context, unless an implementation says
/// otherwise.
public interface Token {
    /// The token of this moment; never failed.
    Future<Found> find();

    /// The backend turned `token` away.
    Credentials.Prospect turnedAway(String token);

    /// True when [#find] can be expected to find one.
    boolean present();

    /// True while it is the token of somebody known, and has yet to be handed over.
    default boolean outstanding() {
        return false;
    }

    /// What came of looking for a token.
    sealed interface Found {
        record Present(String text) implements Found {
            @Override
            public String toString() {
                return "Present[…]";
            }
        }

        /// Nobody is signed in.
        record Absent(String reason) implements Found {}

        /// The issuer cannot be asked at the moment.
        record Unreachable(String reason) implements Found {}
    }

    /// A token that stays the same.
    static Token fixed(String text) {
        return new FixedToken(text);
    }

    /// No token, before an app hands one over.
    static Token awaited() {
        return new AwaitedToken("no token is configured, and none was handed over by an app");
    }
}
