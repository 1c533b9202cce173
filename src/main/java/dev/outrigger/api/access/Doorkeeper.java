package dev.outrigger.api.access;

import dev.outrigger.api.problem.AccessProblem;
import dev.outrigger.api.problem.AccessProblem.TokenRefused.Shown;
import dev.outrigger.api.problem.RequestRefused;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/// Lets requests pass whose [Caller] is known, before anything else of them is read.
///
/// Health is free: who asks for it is the machinery that runs the sidecar, and it tells nothing.
public final class Doorkeeper implements Handler<RoutingContext> {
    private static final String HEALTH = "/health/";
    private static final String CHALLENGE = "WWW-Authenticate";

    private final @Nullable Entrance entrance;

    /// @param entrance null for an API that asks for no token
    public Doorkeeper(@Nullable Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    public void handle(RoutingContext context) {
        if (entrance == null) {
            Caller.anybody().sent(context);
            context.next();
        } else if (context.request().path().startsWith(HEALTH)) {
            context.next();
        } else {
            identify(entrance, context);
        }
    }

    private static void identify(Entrance entrance, RoutingContext context) {
        String token = Bearer.token(context.request());
        if (token == null) {
            challenge(context);
            throw RequestRefused.because(new AccessProblem.TokenRefused(Shown.NOTHING));
        }
        CompletableFuture<Verdict> verdict = entrance.identify(token).toCompletableFuture();
        if (verdict.isDone()) {
            decide(context, verdict.join());
            return;
        }
        // The body must not pass by unread meanwhile.
        context.request().pause();
        Context loop = context.vertx().getOrCreateContext();
        verdict.thenAccept(found -> loop.runOnContext(_ -> decideLater(context, found)));
    }

    private static void decideLater(RoutingContext context, Verdict verdict) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            request.resume();
        }
        try {
            decide(context, verdict);
        } catch (RequestRefused refused) {
            context.fail(refused);
        }
    }

    private static void decide(RoutingContext context, Verdict verdict) {
        switch (verdict) {
            case Verdict.Known(Caller caller) -> {
                caller.sent(context);
                context.next();
            }
            case Verdict.Refused _ -> {
                challenge(context);
                throw RequestRefused.because(new AccessProblem.TokenRefused(Shown.ANOTHER));
            }
            case Verdict.Undecided _ ->
                    throw RequestRefused.because(new AccessProblem.IssuerUnavailable());
        }
    }

    private static void challenge(RoutingContext context) {
        context.response().putHeader(CHALLENGE, "Bearer");
    }
}
