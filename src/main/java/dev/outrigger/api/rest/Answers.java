package dev.outrigger.api.rest;

import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;
import dev.outrigger.json.Json;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.telemetry.LogKey;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/// Turns what an [Endpoint] says into an HTTP response, and everything else that ends a request
/// into a problem. It is where failures of requests are logged.
final class Answers {
    private static final Logger LOGGER = LoggerFactory.getLogger(Answers.class);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM_JSON =
            HttpHeaders.createOptimized("application/problem+json");

    private final RequestIds requestIds;
    private final RouteTable routes;
    private final int bodyLimit;

    /// @param bodyLimit in bytes
    Answers(RequestIds requestIds, RouteTable routes, int bodyLimit) {
        this.requestIds = requestIds;
        this.routes = routes;
        this.bodyLimit = bodyLimit;
    }

    /// Answers requests by `endpoint`.
    static Handler<RoutingContext> by(Endpoint endpoint) {
        return context ->
                endpoint.answer(context).onComplete(reply -> write(context, reply), context::fail);
    }

    /// Ends a request that failed, or that no route took.
    void failed(RoutingContext context) {
        Throwable failure = cause(context.failure());
        if (failure instanceof RequestRefused refused) {
            write(context, refused.problem());
        } else if (failure instanceof ReplicaUnreachable || failure instanceof TimeoutException) {
            write(context, Problems.of(new Refusal.ReplicaUnavailable(reason(failure))));
        } else if (context.statusCode() >= 500 || context.statusCode() < 0) {
            failedInside(context, failure);
        } else {
            write(context, refusedByRouter(context));
        }
    }

    /// Ends a request that no route could be tried with.
    void undecodable(RoutingContext context) {
        write(context, Problems.of(unroutable(context)));
    }

    private static TransportProblem unroutable(RoutingContext context) {
        return new TransportProblem.RequestUnreadable(
                context.request().authority() == null
                        ? "HTTP/1.1 needs a header Host that names a host"
                        : "the path or query is not percent-encoded UTF-8");
    }

    /// Ends a request that did not even become one.
    void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        TransportProblem problem =
                switch (cause) {
                    case TooLongHttpLineException _ -> new TransportProblem.UrlTooLong();
                    case TooLongHttpHeaderException _ -> new TransportProblem.HeadersTooLarge();
                    case null, default ->
                            new TransportProblem.RequestUnreadable("this is not HTTP/1.1");
                };
        // What follows cannot be told from the rest of this.
        request.response().endHandler(_ -> request.connection().close());
        write(request.response(), Problems.of(problem), requestIds.next());
    }

    private Problem refusedByRouter(RoutingContext context) {
        String path = SentPath.of(context);
        return Problems.of(
                switch (context.statusCode()) {
                    case 404 -> new TransportProblem.RouteUnknown(path);
                    case 405 -> methodNotAllowed(context, path);
                    case 413 -> new TransportProblem.BodyTooLarge(bodyLimit);
                    case 417 ->
                            new TransportProblem.RequestUnreadable(
                                    "of what a header Expect may ask for, only 100-continue is"
                                            + " known here");
                    default -> unroutable(context);
                });
    }

    private TransportProblem methodNotAllowed(RoutingContext context, String path) {
        String allowed = routes.allowed(context.normalizedPath());
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        return new TransportProblem.MethodNotAllowed(
                context.request().method().name(), path, allowed);
    }

    private void failedInside(RoutingContext context, @Nullable Throwable failure) {
        String requestId = requestIds.next();
        LOGGER.atError()
                .setCause(failure)
                .addKeyValue(LogKey.REQUEST_ID, requestId)
                .addKeyValue(LogKey.PATH, SentPath.of(context))
                .log("request failed");
        write(context.response(), Problems.of(new TransportProblem.InternalError()), requestId);
    }

    private static void write(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (gone(response)) {
            return;
        }
        response.setStatusCode(reply.status());
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            response.putHeader(header.getKey(), header.getValue());
        }
        if (reply.body() == null) {
            response.end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                    .end(Buffer.buffer(Json.writeBytes(reply.body())));
        }
    }

    private void write(RoutingContext context, Problem problem) {
        if (context.request().getHeader(HttpHeaders.EXPECT) != null
                && !context.request().isEnded()) {
            // Whether the body still comes is up to the client: what follows could be either.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(_ -> context.request().connection().close());
        }
        write(context.response(), problem, requestIds.next());
    }

    private static void write(HttpServerResponse response, Problem problem, String requestId) {
        if (gone(response)) {
            return;
        }
        Map<String, Object> json = problem.json();
        json.put("instance", requestId);
        if (problem.extensions().get(Problem.RETRY_AFTER_MS) instanceof Long pauseMs) {
            response.putHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(Math.ceilDiv(pauseMs, 1_000)));
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM_JSON)
                .end(Buffer.buffer(Json.writeBytes(json)));
    }

    private static boolean gone(HttpServerResponse response) {
        return response.ended() || response.closed();
    }

    private static String reason(Throwable failure) {
        return failure instanceof ReplicaUnreachable
                ? failure.getMessage()
                : "the replica's database did not answer in time";
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }
}
