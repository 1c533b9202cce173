package dev.outrigger.api.rest;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.Map;

/// Refuses requests with more headers than anybody needs: each costs far more memory than its
/// bytes, of which the server bounds the sum.
public final class HeaderGate implements Handler<RoutingContext> {
    private final int limit;

    public HeaderGate(int limit) {
        this.limit = limit;
    }

    @Override
    public void handle(RoutingContext context) {
        int count = 0;
        // The size of the headers counts names, and one name may come any number of times.
        for (Map.Entry<String, String> _ : context.request().headers()) {
            count++;
        }
        if (count > limit) {
            throw RequestRefused.because(new TransportProblem.HeadersTooLarge());
        }
        context.next();
    }
}
