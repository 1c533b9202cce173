package dev.outrigger.backend.graphql;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.UUID;

/// Gives each request an id, which its answer and its log lines have in common.
final class RequestId implements Handler<RoutingContext> {
    static final String HEADER = "x-amzn-RequestId";

    @Override
    public void handle(RoutingContext context) {
        String id = UUID.randomUUID().toString();
        context.put(HEADER, id);
        context.response().putHeader(HEADER, id);
        context.next();
    }

    static String of(RoutingContext context) {
        return String.valueOf(context.<String>get(HEADER));
    }
}
