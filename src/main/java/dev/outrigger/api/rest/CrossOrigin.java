package dev.outrigger.api.rest;

import dev.outrigger.api.route.AnswerHeader;
import dev.outrigger.api.route.RequestHeader;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells browsers that a page may read answers, and answers them when they ask before (CORS). They
/// ask without the page's token, so this stands before the token is looked for.
///
/// No answer allows credentials: there are no cookies, and a page sends its token itself.
public final class CrossOrigin implements Handler<RoutingContext> {
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";

    /// Without the wildcard, which does not cover `Authorization`.
    private static final String HEADERS =
            Stream.concat(
                            Stream.of("Authorization", "Content-Type"),
                            Arrays.stream(RequestHeader.values()).map(RequestHeader::header))
                    .collect(Collectors.joining(", "));

    private static final String EXPOSED =
            Arrays.stream(AnswerHeader.values())
                    .map(AnswerHeader::header)
                    .collect(Collectors.joining(", "));

    /// Browsers keep such an answer for no longer than two hours anyway.
    private static final String PREFLIGHT_SECONDS = "7200";

    private static final String ASKS_FOR_LOCAL = "Access-Control-Request-Private-Network";
    private static final String ALLOWS_LOCAL = "Access-Control-Allow-Private-Network";

    private final Origins origins;

    public CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (origins.haveReaders()) {
            // Or a cache would hand one page's answer to another.
            response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.mayRead(origin)) {
            context.next();
            return;
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (asksBefore(request)) {
            allow(request, response);
        } else {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            context.next();
        }
    }

    private static boolean asksBefore(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void allow(HttpServerRequest request, HttpServerResponse response) {
        if (request.headers().contains(ASKS_FOR_LOCAL)) {
            response.putHeader(ALLOWS_LOCAL, "true");
        }
        response.setStatusCode(204)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
                .end();
    }
}
