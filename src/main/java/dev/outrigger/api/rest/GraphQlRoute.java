package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.graphql.GraphQlFront;
import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;
import dev.outrigger.api.wire.JsonText;
import dev.outrigger.graphql.execution.GraphQlDocument;
import dev.outrigger.graphql.execution.RequestState;
import dev.outrigger.graphql.transport.GraphQlRequest;
import dev.outrigger.graphql.transport.RequestForm;

import graphql.ExecutionResult;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Answers GraphQL over HTTP. A document that was executed is answered with 200 whatever became of
/// it, since clients look into the body; only a database that does not answer makes it 503, which
/// they retry.
final class GraphQlRoute {
    private final GraphQlFront front;
    private final RequestIds requestIds = new RequestIds();

    GraphQlRoute(GraphQlFront front) {
        this.front = front;
    }

    Future<Reply> post(RoutingContext context) {
        GraphQlDocument document = read(Bodies.object(context));
        return executed(context, document);
    }

    /// Whoever follows a link, or is sent along one by a page, must not change anything by it.
    Future<Reply> get(RoutingContext context) {
        Parameters parameters = Parameters.of(context);
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put(RequestForm.QUERY, parameters.text(RequestForm.QUERY));
        request.put(RequestForm.OPERATION, parameters.text(RequestForm.OPERATION));
        String variables = parameters.text(RequestForm.VARIABLES);
        request.put(
                RequestForm.VARIABLES,
                variables == null ? null : JsonText.read(RequestForm.VARIABLES, variables));
        GraphQlDocument document = read(request);
        if (document.mutates()) {
            context.response().putHeader(HttpHeaders.ALLOW, "POST");
            throw RequestRefused.because(
                    new TransportProblem.MethodNotAllowed(
                            "GET", context.request().path() + " with a mutation", "POST"));
        }
        return executed(context, document);
    }

    private static GraphQlDocument read(Map<String, @Nullable Object> request) {
        return switch (GraphQlRequest.ofObject(request)) {
            case GraphQlRequest.Asked(GraphQlDocument document) -> document;
            case GraphQlRequest.Malformed(String reason) ->
                    throw RequestRefused.because(new InputProblem.BodyInvalid("", reason));
        };
    }

    private Future<Reply> executed(RoutingContext context, GraphQlDocument document) {
        RequestState state = new RequestState(requestIds.next());
        Map<Class<?>, Object> known = Map.of(Caller.class, Caller.of(context));
        return front.executor()
                .compose(executor -> OnEventLoop.when(executor.execute(document, state, known)))
                .map(result -> reply(state.outcome(), result));
    }

    private static Reply reply(RequestState.Outcome outcome, ExecutionResult result) {
        int status =
                switch (outcome) {
                    case ANSWERED, TIMED_OUT -> 200;
                    case UNPARSABLE -> 400;
                    case UNAVAILABLE -> 503;
                };
        return new Reply(
                status,
                Map.of(HttpHeaders.CACHE_CONTROL.toString(), "no-store"),
                result.toSpecification());
    }
}
