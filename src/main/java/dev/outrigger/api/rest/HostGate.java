package dev.outrigger.api.rest;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Lets only requests in that were meant for this sidecar.
///
/// A web page can make a browser resolve the page's own name to 127.0.0.1 and so reach a loopback
/// server (DNS rebinding); its requests then name that host. A page may also open a WebSocket to
/// any address, as browsers do not hold these to one origin; its handshake names the page's origin.
public final class HostGate implements Handler<RoutingContext> {
    private final Set<String> allowed = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /// @param alsoAllowed names that are accepted beside those of loopback
    public HostGate(Set<String> alsoAllowed) {
        alsoAllowed.forEach(name -> allowed.add(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort authority = request.authority();
        if (authority == null || !allows(authority.host())) {
            String host = authority == null ? "that is not given" : authority.host();
            throw RequestRefused.because(new TransportProblem.HostRefused(host));
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !allows(hostOf(origin))) {
            throw RequestRefused.because(new TransportProblem.OriginRefused(origin));
        }
        context.next();
    }

    private boolean allows(@Nullable String host) {
        return host != null && allowed.contains(host.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return new URI(origin).getHost();
        } catch (URISyntaxException _) {
            return null;
        }
    }
}
