package dev.outrigger.api.rest;

import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.api.problem.ReplicaProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.replica.ReplicaUnreachable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;

import java.util.ArrayList;
import java.util.List;

/// Lets requests through to a replica until another one is served in its place, and knows how many
/// are under way. So each is answered by the replica that it began with, or refused. Used on one
/// event loop.
final class Admission {
    private final Promise<Void> left = Promise.promise();
    private final List<Runnable> listeners = new ArrayList<>();
    private int underWay;
    private boolean ended;

    /// The endpoint for as long as requests are let through.
    Endpoint guarding(Endpoint endpoint) {
        return context -> ended ? sessionChanged() : admitted(endpoint, context);
    }

    /// Calls `listener` when no more requests are let through.
    void onEnd(Runnable listener) {
        listeners.add(listener);
    }

    /// Lets no more requests through.
    ///
    /// @return completes when those that were let through are answered
    Future<Void> end() {
        ended = true;
        listeners.forEach(Runnable::run);
        look();
        return left.future();
    }

    private Future<Reply> admitted(Endpoint endpoint, RoutingContext context) {
        underWay++;
        Future<Reply> answer = Future.succeededFuture().compose(_ -> endpoint.answer(context));
        return answer.recover(this::unlessGone).onComplete(_ -> answered());
    }

    /// A client that tried again would not meet the replica that did not answer.
    private Future<Reply> unlessGone(Throwable failure) {
        return ended && unanswered(failure) ? sessionChanged() : Future.failedFuture(failure);
    }

    private static boolean unanswered(Throwable failure) {
        return switch (failure) {
            case ReplicaUnreachable _ -> true;
            case RequestRefused refused ->
                    refused.problem().type() == ProblemType.REPLICA_UNAVAILABLE;
            default -> false;
        };
    }

    private void answered() {
        underWay--;
        look();
    }

    private void look() {
        if (ended && underWay == 0) {
            left.tryComplete();
        }
    }

    /// The answer to a request whose replica is not served any more.
    static <T> Future<T> sessionChanged() {
        return Future.failedFuture(RequestRefused.because(new ReplicaProblem.SessionChanged()));
    }
}
