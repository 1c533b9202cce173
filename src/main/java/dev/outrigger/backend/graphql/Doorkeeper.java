package dev.outrigger.backend.graphql;

import dev.outrigger.backend.identity.Attempt;
import dev.outrigger.backend.identity.Authenticator;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.identity.Identification;
import dev.outrigger.backend.identity.Message;
import dev.outrigger.backend.identity.RequestHeaders;
import dev.outrigger.graphql.execution.ErrorType;
import dev.outrigger.telemetry.LogKey;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets requests pass whose sender is known. It stands before the body is read, and once more
/// behind: only where the headers do not decide is the body read from somebody unknown.
///
/// @param known what comes first for a request whose sender is known
record Doorkeeper(Authenticator authenticator, Handler<RoutingContext> known)
        implements Handler<RoutingContext> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Doorkeeper.class);

    private static final String CALLER = "caller";
    private static final String AWAITED = "awaited body";
    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;

    /// Who sent a request that has passed.
    static Caller caller(RoutingContext passed) {
        return passed.get(CALLER);
    }

    @Override
    public void handle(RoutingContext context) {
        var attempt = new Attempt(headers(context.request()), () -> message(context));
        CompletableFuture<Identification> identification =
                authenticator.identify(attempt).toCompletableFuture();
        if (identification.isDone()) {
            answer(context, identification.join());
            return;
        }
        if (context.get(AWAITED) == null) {
            // The body must not pass by unread meanwhile.
            context.request().pause();
        }
        Context loop = context.vertx().getOrCreateContext();
        identification.thenAccept(found -> loop.runOnContext(_ -> answer(context, found)));
    }

    /// Stands behind the reading of the body.
    static void bodyRead(RoutingContext context) {
        CompletableFuture<Message> awaited = context.get(AWAITED);
        if (awaited == null) {
            context.next();
        } else {
            awaited.complete(message(context.request(), context.body().buffer()));
        }
    }

    /// Has the body read, if there may be one; [#bodyRead] brings it.
    private static CompletionStage<Message> message(RoutingContext context) {
        if (context.request().method() != HttpMethod.POST) {
            return CompletableFuture.completedFuture(message(context.request(), Buffer.buffer()));
        }
        var awaited = new CompletableFuture<Message>();
        context.put(AWAITED, awaited);
        context.next();
        return awaited;
    }

    private static Message message(HttpServerRequest request, Buffer body) {
        String query = request.query();
        return new Message(
                request.method().name(),
                request.path(),
                query == null ? "" : query,
                body == null ? new byte[0] : body.getBytes());
    }

    private void answer(RoutingContext context, Identification identification) {
        switch (identification) {
            case Identification.Identified(Caller caller, var _) -> {
                context.put(CALLER, caller);
                if (context.request().method() != HttpMethod.POST) {
                    // Nobody reads a body of it, who would resume.
                    goOn(context.request());
                }
                known.handle(context);
            }
            case Identification.Refused(var reason) -> {
                LOGGER.atDebug()
                        .addKeyValue(LogKey.REQUEST_ID, RequestId.of(context))
                        .addKeyValue(LogKey.ERROR, reason)
                        .log("A request was refused");
                refuse(context, UNAUTHORIZED, ErrorType.UNAUTHORIZED, message(reason));
            }
            case Identification.Undecided _ ->
                    refuse(
                            context,
                            SERVICE_UNAVAILABLE,
                            ErrorType.SERVICE_UNAVAILABLE,
                            "Your credentials cannot be checked at the moment; try later.");
        }
    }

    private static void refuse(RoutingContext context, int status, ErrorType type, String message) {
        // An answer to a request whose body is paused would not be the end of it.
        goOn(context.request());
        HttpErrors.answer(context, new HttpErrors.HttpError(status, type.word(), message));
    }

    /// Takes what is left of a request that may have been paused. One that was read to its end
    /// cannot be resumed.
    static void goOn(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    /// Only who had a valid token is told more than that it does not do.
    private static String message(Identification.Reason reason) {
        return switch (reason) {
            case MISSING -> "Valid authorization header not provided.";
            case EXPIRED -> "Token has expired.";
            case UNSUPPORTED, UNKNOWN_KEY, MALFORMED, FOREIGN, FORGED, UNTIMELY, DENIED ->
                    "You are not authorized to make this call.";
        };
    }

    /// HTTP/2 has the host elsewhere, and a signature covers it as a header.
    private static RequestHeaders headers(HttpServerRequest request) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        if (request.authority() != null) {
            headers.add(Map.entry("host", request.authority().toString()));
        }
        headers.addAll(request.headers().entries());
        return RequestHeaders.of(headers);
    }
}
