package dev.outrigger.backend.graphql;

import dev.outrigger.json.Json;
import dev.outrigger.json.Members;
import dev.outrigger.telemetry.LogKey;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;

/// Answers requests that do not get as far as GraphQL, in AppSync's form.
final class HttpErrors implements Handler<RoutingContext> {
    private static final Logger LOGGER = LoggerFactory.getLogger(HttpErrors.class);
    static final String ERROR_TYPE_HEADER = "x-amzn-ErrorType";

    /// @param errorType what clients decide by
    record HttpError(int status, String errorType, String message) {}

    @Override
    public void handle(RoutingContext context) {
        if (context.statusCode() >= 500 && context.failure() != null) {
            LOGGER.atError()
                    .addKeyValue(LogKey.REQUEST_ID, RequestId.of(context))
                    .setCause(context.failure())
                    .log("A request failed");
        }
        answer(context, error(context.statusCode()));
    }

    /// Answers a request whose path no route could be tried with.
    static void undecodable(RoutingContext context) {
        answer(
                context,
                new HttpError(
                        400, "BadRequestException", "The path is not percent-encoded UTF-8."));
    }

    static void answer(RoutingContext context, HttpError error) {
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        Map<String, Object> body =
                Members.of("errorType", error.errorType()).and("message", error.message()).json();
        response.setStatusCode(error.status())
                .putHeader("content-type", "application/json; charset=UTF-8")
                .putHeader(ERROR_TYPE_HEADER, error.errorType())
                .end(Json.write(Map.of("errors", List.of(body))));
    }

    private static HttpError error(int status) {
        return switch (status) {
            case 400 ->
                    new HttpError(
                            400,
                            "MalformedHttpRequestException",
                            "The request body must be JSON with a string query and, if given, an"
                                    + " object variables.");
            case 404 -> new HttpError(404, "NotFoundException", "There is nothing here.");
            case 405 -> new HttpError(405, "BadRequestException", "Use GET or POST.");
            case 408 ->
                    new HttpError(
                            408, "RequestTimeoutException", "The request body came too slowly.");
            case 413 ->
                    new HttpError(413, "PayloadTooLargeException", "The request body is too long.");
            case 503 ->
                    new HttpError(
                            503, "ServiceUnavailableException", "The backend is full; try later.");
            default ->
                    status < 500
                            ? new HttpError(status, "BadRequestException", "The request is wrong.")
                            : new HttpError(500, "InternalFailure", "The backend failed.");
        };
    }
}
