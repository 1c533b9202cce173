package dev.outrigger.remote.credentials;

import io.vertx.core.Future;

/// A token that stays the same for as long as the process runs.
final class FixedToken implements Token {
    private final String text;

    FixedToken(String text) {
        this.text = text;
    }

    @Override
    public Future<Found> find() {
        return Future.succeededFuture(new Found.Present(text));
    }

    @Override
    public Credentials.Prospect turnedAway(String token) {
        return Credentials.Prospect.SAME;
    }

    @Override
    public boolean present() {
        return true;
    }
}
