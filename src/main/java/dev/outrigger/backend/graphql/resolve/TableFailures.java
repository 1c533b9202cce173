package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.TableFailure;
import dev.outrigger.graphql.execution.AppSyncError;
import dev.outrigger.graphql.execution.ErrorType;
import dev.outrigger.graphql.execution.FailedFetch;
import dev.outrigger.graphql.execution.RequestState;

import graphql.GraphQLError;

import java.util.Optional;

/// What failures of the tables mean to clients.
final class TableFailures implements FailedFetch.Meaning {
    @Override
    public Optional<GraphQLError> of(FailedFetch.Failure failure) {
        if (!(failure.cause() instanceof TableFailure told)) {
            return Optional.empty();
        }
        return switch (told.reason()) {
            case UNAVAILABLE, BUSY -> unavailable(failure, "nothing was written");
            case UNCERTAIN -> unavailable(failure, "it is not known whether the write was stored");
            case FAULT -> Optional.empty();
        };
    }

    private static Optional<GraphQLError> unavailable(
            FailedFetch.Failure failure, String consequence) {
        failure.state().became(RequestState.Outcome.UNAVAILABLE);
        return Optional.of(
                AppSyncError.of(
                        ErrorType.SERVICE_UNAVAILABLE,
                        "The database does not answer; " + consequence + ". Try again later.",
                        failure.place()));
    }
}
