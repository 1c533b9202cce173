package dev.outrigger.remote.credentials;

import io.vertx.core.Future;

/// The refresh token of a user. Where the issuer rotates it, each one is worth something once, and
/// the one that comes with the answer takes its place. Calls come on one Vert.x context.
public interface RefreshTokens {
    /// The one to be shown now; failed when it cannot be found out.
    Future<String> newest();

    /// @return complete once it is kept over restarts, as well as that can be done; never failed
    Future<Void> keep(String token);
}
