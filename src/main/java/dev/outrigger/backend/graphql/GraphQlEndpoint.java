package dev.outrigger.backend.graphql;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.graphql.execution.GraphQlExecutor;
import dev.outrigger.graphql.execution.RequestState;
import dev.outrigger.graphql.transport.GraphQlRequest;
import dev.outrigger.json.Json;

import graphql.ExecutionResult;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

import java.util.Map;

/// `/graphql`: executes what a GET or POST asks. A document that was executed is answered with 200
/// whatever became of it, since clients look into the body; only a database that does not answer
/// makes it 503, which they retry.
record GraphQlEndpoint(GraphQlExecutor executor) implements Handler<RoutingContext> {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int SERVICE_UNAVAILABLE = 503;

    @Override
    public void handle(RoutingContext context) {
        switch (read(context)) {
            case GraphQlRequest.Asked asked -> execute(context, asked);
            case GraphQlRequest.Malformed(String reason) -> refuse(context, reason);
        }
    }

    private static GraphQlRequest read(RoutingContext context) {
        if (context.request().method() == HttpMethod.GET) {
            return GraphQlRequest.ofParameters(context.queryParams());
        }
        Buffer body = context.body().buffer();
        return GraphQlRequest.ofBody(body == null ? new byte[0] : body.getBytes());
    }

    private void execute(RoutingContext context, GraphQlRequest.Asked asked) {
        var state = new RequestState(RequestId.of(context));
        Map<Class<?>, Object> known = Map.of(Caller.class, Doorkeeper.caller(context));
        Future.fromCompletionStage(
                        executor.execute(asked.document(), state, known),
                        context.vertx().getOrCreateContext())
                .onSuccess(result -> answer(context, state, result))
                .onFailure(context::fail);
    }

    private static void refuse(RoutingContext context, String reason) {
        HttpErrors.answer(
                context,
                new HttpErrors.HttpError(BAD_REQUEST, "MalformedHttpRequestException", reason));
    }

    private static void answer(RoutingContext context, RequestState state, ExecutionResult result) {
        switch (state.outcome()) {
            case ANSWERED, TIMED_OUT -> send(context, OK, result);
            case UNAVAILABLE -> send(context, SERVICE_UNAVAILABLE, result);
            case UNPARSABLE -> refuse(context, result.getErrors().getFirst().getMessage());
        }
    }

    private static void send(RoutingContext context, int status, ExecutionResult result) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json; charset=UTF-8")
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(Json.writeBytes(result.toSpecification())));
    }
}
