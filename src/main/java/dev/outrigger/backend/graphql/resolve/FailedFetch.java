package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.TableFailure;
import dev.outrigger.telemetry.LogKey;

import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Turns the failure of a fetcher into an error that says nothing of the database.
final class FailedFetch implements DataFetcherExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(FailedFetch.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        Throwable failure = parameters.getException();
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        var place =
                new AppSyncError.Place(
                        parameters.getPath().toList(), List.of(parameters.getSourceLocation()));
        AppSyncError error =
                failure instanceof AccessRefused refused
                        ? NotAuthorized.to(
                                refused.fields(), parameters.getDataFetchingEnvironment())
                        : error(failure, place, state(parameters));
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private static RequestState state(DataFetcherExceptionHandlerParameters parameters) {
        return parameters.getDataFetchingEnvironment().getGraphQlContext().get(RequestState.class);
    }

    private static AppSyncError error(
            Throwable failure, AppSyncError.Place place, RequestState state) {
        if (failure instanceof ArgumentRefused refused) {
            return AppSyncError.of(
                    ErrorType.BAD_REQUEST, String.valueOf(refused.getMessage()), place);
        }
        if (failure instanceof AbortExecutionException) {
            // It was given up, and its answer was sent without this.
            return AppSyncError.of(ErrorType.EXECUTION_TIMEOUT, GraphQlExecutor.TIMED_OUT, place);
        }
        if (failure instanceof TableFailure told) {
            return switch (told.reason()) {
                case UNAVAILABLE, BUSY -> unavailable(place, state, "nothing was written");
                case UNCERTAIN ->
                        unavailable(place, state, "it is not known whether the write was stored");
                case FAULT -> fault(told, place, state);
            };
        }
        return fault(failure, place, state);
    }

    private static AppSyncError unavailable(
            AppSyncError.Place place, RequestState state, String consequence) {
        state.became(RequestState.Outcome.UNAVAILABLE);
        return AppSyncError.of(
                ErrorType.SERVICE_UNAVAILABLE,
                "The database does not answer; " + consequence + ". Try again later.",
                place);
    }

    private static AppSyncError fault(
            Throwable failure, AppSyncError.Place place, RequestState state) {
        LOGGER.atError()
                .addKeyValue(LogKey.REQUEST_ID, state.requestId())
                .addKeyValue(LogKey.PATH, place.path())
                .setCause(failure)
                .log("A field could not be answered");
        return AppSyncError.of(
                ErrorType.INTERNAL_FAILURE,
                "The backend failed to answer. Its log has the cause under request "
                        + state.requestId()
                        + ".",
                place);
    }
}
