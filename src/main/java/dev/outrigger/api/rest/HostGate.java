package dev.outrigger.api.rest;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/// Lets only requests in that were meant for this sidecar.
///
/// A web page can make a browser resolve the page's own name to 127.0.0.1 and so reach a loopback
/// server (DNS rebinding); its requests then name that host. A page may also open a WebSocket to
/// any address, as browsers do not hold these to one origin; its handshake names the page's origin.
public final class HostGate implements Handler<RoutingContext> {
    private final Origins origins;

    public HostGate(Origins origins) {
        this.origins = origins;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort authority = request.authority();
        if (authority == null || !origins.isCalled(authority.host())) {
            String host = authority == null ? "that is not given" : authority.host();
            throw RequestRefused.because(new TransportProblem.HostRefused(host));
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origins.mayCall(origin)) {
            throw RequestRefused.because(new TransportProblem.OriginRefused(origin));
        }
        context.next();
    }
}
