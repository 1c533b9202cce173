package dev.outrigger.app;

import dev.outrigger.remote.credentials.RefreshTokens;
import dev.outrigger.store.Successor;
import dev.outrigger.telemetry.LogKey;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A configured refresh token, or the one that its issuer has given in its place since.
final class KeptRefreshToken implements RefreshTokens {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeptRefreshToken.class);

    private final Vertx vertx;
    private final String configured;
    private final Successor successor;
    private @Nullable String newest;

    KeptRefreshToken(Vertx vertx, String configured, Successor successor) {
        this.vertx = vertx;
        this.configured = configured;
        this.successor = successor;
    }

    @Override
    public Future<String> newest() {
        String known = newest;
        return known != null
                ? Future.succeededFuture(known)
                : vertx.executeBlocking(() -> successor.find().orElse(configured))
                        .onSuccess(found -> newest = found);
    }

    /// The old one may be worth nothing by now, so the new one is used whether or not it is kept.
    @Override
    public Future<Void> keep(String token) {
        newest = token;
        return vertx.<Void>executeBlocking(
                        () -> {
                            successor.keep(token);
                            return null;
                        })
                .recover(
                        failure -> {
                            LOGGER.atError()
                                    .addKeyValue(LogKey.ERROR, failure.getMessage())
                                    .log(
                                            "the new refresh token cannot be kept: after a restart"
                                                    + " its user has to sign in again");
                            return Future.succeededFuture();
                        });
    }
}
