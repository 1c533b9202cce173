package dev.outrigger.api.rest;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// Refuses requests with more headers than anybody needs: each costs far more memory than its
/// bytes, of which the server bounds the sum.
public final class HeaderGate implements Handler<RoutingContext> {
    private final int limit;

    public HeaderGate(int limit) {
        this.limit = limit;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.request().headers().size() > limit) {
            throw RequestRefused.because(new TransportProblem.HeadersTooLarge());
        }
        context.next();
    }
}
