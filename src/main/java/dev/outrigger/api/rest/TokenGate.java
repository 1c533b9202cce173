package dev.outrigger.api.rest;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;
import dev.outrigger.api.problem.TransportProblem.TokenRefused.Shown;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Lets only requests in that show the token, as `Authorization: Bearer TOKEN` or, for WebSockets
/// of browsers, which cannot set that header, as `Sec-WebSocket-Protocol: bearer.TOKEN`.
///
/// Health is free: who asks for it is the machinery that runs the sidecar, and it tells nothing.
///
/// Only the token's digest is kept, and digests are compared in a time that does not depend on
/// where they differ.
final class TokenGate implements Handler<RoutingContext> {
    private static final String HEALTH = "/health/";
    private static final String OFFERED = "Sec-WebSocket-Protocol";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String BEARER = "bearer ";
    private static final String PROTOCOL = "bearer.";

    private final byte[] accepted;

    TokenGate(String token) {
        this.accepted = digest(token);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.path().startsWith(HEALTH)) {
            requireToken(context, request);
        }
        context.next();
    }

    private void requireToken(RoutingContext context, HttpServerRequest request) {
        String protocol = protocol(request.getHeader(OFFERED));
        String token = protocol == null ? bearer(request) : protocol.substring(PROTOCOL.length());
        if (token == null || !MessageDigest.isEqual(accepted, digest(token))) {
            context.response().putHeader(CHALLENGE, "Bearer");
            throw RequestRefused.because(
                    new TransportProblem.TokenRefused(
                            token == null ? Shown.NOTHING : Shown.ANOTHER));
        }
        if (protocol != null) {
            // A browser closes a socket whose server took none of the protocols that it offered.
            context.response().putHeader(OFFERED, protocol);
        }
    }

    private static @Nullable String bearer(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static @Nullable String protocol(@Nullable String offered) {
        if (offered == null) {
            return null;
        }
        for (String protocol : offered.split(",")) {
            if (protocol.strip().startsWith(PROTOCOL)) {
                return protocol.strip();
            }
        }
        return null;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
