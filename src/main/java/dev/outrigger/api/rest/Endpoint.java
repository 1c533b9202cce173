package dev.outrigger.api.rest;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/// Answers one kind of request, on the event loop. It may throw a
/// [dev.outrigger.api.problem.RequestRefused], or fail its future with one; every other failure but
/// an unreachable replica is a bug.
@FunctionalInterface
interface Endpoint {
    Future<Reply> answer(RoutingContext context);
}
