package dev.outrigger.remote.credentials;

import io.vertx.core.Future;

/// Stands where no token is configured: an app has to hand one over.
final class AwaitedToken implements Token {
    @Override
    public Future<Found> find() {
        return Future.succeededFuture(
                new Found.Absent("no token is configured, and none was handed over by an app"));
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
