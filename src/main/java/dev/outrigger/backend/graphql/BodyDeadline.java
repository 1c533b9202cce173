package dev.outrigger.backend.graphql;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;

/// Gives up requests whose body does not come: a sender of a byte now and then would keep its
/// connection and what was buffered of the body for ever.
final class BodyDeadline {
    private static final String TIMER = "bodyDeadline";
    private static final int REQUEST_TIMEOUT = 408;

    private final Duration limit;

    BodyDeadline(Duration limit) {
        this.limit = limit;
    }

    /// Before the body is read.
    Handler<RoutingContext> begin() {
        return context -> {
            long timer = context.vertx().setTimer(limit.toMillis(), _ -> giveUp(context));
            context.put(TIMER, timer);
            context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
            context.next();
        };
    }

    /// After it was read.
    Handler<RoutingContext> met() {
        return context -> {
            Vertx vertx = context.vertx();
            vertx.cancelTimer(context.<Long>get(TIMER));
            context.next();
        };
    }

    private static void giveUp(RoutingContext context) {
        // What is still on its way would be taken for the next request.
        context.response().endHandler(_ -> context.request().connection().close());
        context.response().putHeader("connection", "close");
        context.fail(REQUEST_TIMEOUT);
    }
}
