package dev.outrigger.api;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;

/// Answers one kind of request. It may throw a [dev.outrigger.api.problem.RequestRefused], or
/// complete its stage with one; every other failure is a bug.
@FunctionalInterface
interface Endpoint {
    CompletionStage<Reply> answer(RoutingContext request);
}
