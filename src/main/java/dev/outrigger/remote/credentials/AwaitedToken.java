package dev.outrigger.remote.credentials;

import io.vertx.core.Future;

/// Stands where there is no token to show: an app has to hand one over.
///
/// @param reason for people, why there is none
record AwaitedToken(String reason) implements Token {
    @Override
    public Future<Found> find() {
        return Future.succeededFuture(new Found.Absent(reason));
    }

    @Override
    public Credentials.Prospect turnedAway(String token) {
        return Credentials.Prospect.SAME;
    }

    @Override
    public boolean present() {
        return false;
    }
}
