package dev.outrigger.api.graphql;

import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;
import dev.outrigger.graphql.execution.AppSyncError;
import dev.outrigger.graphql.execution.ErrorType;
import dev.outrigger.graphql.execution.FailedFetch;
import dev.outrigger.graphql.execution.RequestState;
import dev.outrigger.json.Members;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.sync.edit.Refusal;

import graphql.GraphQLError;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.CompletionException;

/// Words problems of the local API as GraphQL errors: AppSync's `errorType`, and the problem itself
/// in `extensions`.
final class ProblemErrors implements FailedFetch.Meaning {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemErrors.class);

    @Override
    public Optional<GraphQLError> of(FailedFetch.Failure failure) {
        return problem(failure.cause())
                .map(
                        problem -> {
                            if (problem.type() == ProblemType.REPLICA_UNAVAILABLE) {
                                failure.state().became(RequestState.Outcome.UNAVAILABLE);
                            }
                            return of(problem, failure.place());
                        });
    }

    private static Optional<Problem> problem(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null ->
                    problem(wrapped.getCause());
            case RequestRefused refused -> Optional.of(refused.problem());
            case ReplicaUnreachable unreachable ->
                    Optional.of(
                            Problems.of(new Refusal.ReplicaUnavailable(unreachable.getMessage())));
            default -> Optional.empty();
        };
    }

    /// What became of a subscription: a failure that nobody foresaw is a bug, which is logged.
    static AppSyncError of(Throwable failure) {
        Problem told =
                problem(failure)
                        .orElseGet(
                                () -> {
                                    LOGGER.atError().setCause(failure).log("subscription failed");
                                    return Problems.of(new TransportProblem.InternalError());
                                });
        return of(told, AppSyncError.Place.NOWHERE);
    }

    static AppSyncError of(Problem problem, AppSyncError.Place place) {
        ErrorType type = type(problem.type());
        return AppSyncError.of(type, problem.detail(), place)
                .withExtensions(
                        Members.of("errorType", type.word()).and("problem", problem.json()).json());
    }

    /// Clients of AppSync know few kinds of errors, which the status tells apart well enough.
    private static ErrorType type(ProblemType type) {
        if (type == ProblemType.VERSION_DIFFERS) {
            return ErrorType.CONFLICT_UNHANDLED;
        }
        return switch (type.status()) {
            case 401, 403 -> ErrorType.NOT_AUTHORIZED;
            case 404, 409, 412 -> ErrorType.CONDITIONAL_CHECK_FAILED;
            case 429 -> ErrorType.LIMIT_EXCEEDED;
            case 500 -> ErrorType.INTERNAL_FAILURE;
            case 503 -> ErrorType.SERVICE_UNAVAILABLE;
            default -> ErrorType.BAD_REQUEST;
        };
    }
}
