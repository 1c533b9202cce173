package dev.outrigger.backend.graphql;

import dev.outrigger.backend.graphql.realtime.ApiKeys;
import dev.outrigger.backend.graphql.resolve.ErrorType;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// Lets requests with a valid API key pass.
record ApiKeyCheck(ApiKeys keys) implements Handler<RoutingContext> {
    private static final int UNAUTHORIZED = 401;

    @Override
    public void handle(RoutingContext context) {
        String key = context.request().getHeader(ApiKeys.HEADER);
        if (keys.accept(key)) {
            context.next();
            return;
        }
        String message =
                key == null
                        ? "Valid authorization header not provided."
                        : "You are not authorized to make this call.";
        HttpErrors.answer(
                context,
                new HttpErrors.HttpError(UNAUTHORIZED, ErrorType.UNAUTHORIZED.word(), message));
    }
}
