package dev.outrigger.remote.credentials;

import dev.outrigger.runtime.RemoteSession;
import dev.outrigger.runtime.TokenClaims;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A token that an app hands over while the sidecar runs; until then, and after it was taken back,
/// the configured one. It may be handed over on any thread.
public final class HandedToken implements Token, RemoteSession {
    private final Token configured;
    private volatile Token otherwise;
    private volatile boolean expected;
    private volatile @Nullable String handed;

    public HandedToken(Token configured) {
        this.configured = configured;
        this.otherwise = configured;
    }

    @Override
    public void handOver(String token) {
        handed = token;
        expected = false;
    }

    @Override
    public void expect() {
        expected = true;
        otherwise = new AwaitedToken("the app has not handed over the user's token yet");
    }

    @Override
    public void withdraw() {
        handed = null;
        expected = false;
        otherwise = configured;
    }

    @Override
    public Optional<TokenClaims> holder() {
        return Optional.ofNullable(handed).map(TokenClaims::of);
    }

    @Override
    public Future<Found> find() {
        String text = handed;
        return text == null ? otherwise.find() : Future.succeededFuture(new Found.Present(text));
    }

    @Override
    public Credentials.Prospect turnedAway(String token) {
        String text = handed;
        if (text == null) {
            return otherwise.turnedAway(token);
        }
        return text.equals(token) ? Credentials.Prospect.SAME : Credentials.Prospect.FRESH;
    }

    @Override
    public boolean outstanding() {
        return expected;
    }

    @Override
    public boolean present() {
        return handed != null || otherwise.present();
    }
}
