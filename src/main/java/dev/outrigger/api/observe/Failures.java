package dev.outrigger.api.observe;

import dev.outrigger.api.problem.AccessProblem;
import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.TransportProblem;
import dev.outrigger.replica.RelatedTooMany;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.sync.edit.Refusal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletionException;

/// Why a stream ends that did nothing wrong. It is where failures of streams are logged.
final class Failures {
    private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /// What a client is told of a failure that is not its own.
    static Problem told(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof ReplicaUnreachable) {
            return Problems.of(new Refusal.ReplicaUnavailable(cause.getMessage()));
        }
        if (cause instanceof RelatedTooMany many) {
            return Problems.of(new ObserveProblem.RelatedTooMany(many.limit()));
        }
        LOGGER.atError().setCause(cause).log("observation failed");
        return Problems.of(new TransportProblem.InternalError());
    }

    /// The credentials that a connection was opened with have ended.
    static Problem expired() {
        return Problems.of(
                new AccessProblem.TokenRefused(AccessProblem.TokenRefused.Shown.EXPIRED));
    }
}
