package dev.outrigger.backend.graphql;

import dev.outrigger.backend.graphql.resolve.ErrorType;
import dev.outrigger.backend.identity.Attempt;
import dev.outrigger.backend.identity.Authenticator;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.identity.Identification;
import dev.outrigger.backend.identity.RequestHeaders;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.concurrent.CompletableFuture;

/// Lets requests pass whose sender is known.
record Doorkeeper(Authenticator authenticator) implements Handler<RoutingContext> {
    private static final String CALLER = "caller";
    private static final int UNAUTHORIZED = 401;

    /// Who sent a request that has passed.
    static Caller caller(RoutingContext passed) {
        return passed.get(CALLER);
    }

    @Override
    public void handle(RoutingContext context) {
        CompletableFuture<Identification> identification =
                authenticator
                        .identify(new Attempt(RequestHeaders.of(context.request().headers())))
                        .toCompletableFuture();
        if (identification.isDone()) {
            answer(context, identification.join());
            return;
        }
        // The body must not pass by unread meanwhile; whoever reads it resumes.
        context.request().pause();
        Context loop = context.vertx().getOrCreateContext();
        identification.thenAccept(found -> loop.runOnContext(_ -> answer(context, found)));
    }

    private static void answer(RoutingContext context, Identification identification) {
        switch (identification) {
            case Identification.Identified(Caller caller) -> {
                context.put(CALLER, caller);
                context.next();
            }
            case Identification.Refused(var reason) -> refuse(context, reason);
        }
    }

    private static void refuse(RoutingContext context, Identification.Reason reason) {
        // An answer to a request whose body is paused would never be written to the end.
        context.request().resume();
        HttpErrors.answer(
                context,
                new HttpErrors.HttpError(
                        UNAUTHORIZED, ErrorType.UNAUTHORIZED.word(), message(reason)));
    }

    private static String message(Identification.Reason reason) {
        return switch (reason) {
            case MISSING -> "Valid authorization header not provided.";
            case UNKNOWN_KEY -> "You are not authorized to make this call.";
        };
    }
}
