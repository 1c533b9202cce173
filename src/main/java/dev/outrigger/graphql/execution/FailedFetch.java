package dev.outrigger.graphql.execution;

import dev.outrigger.telemetry.LogKey;

import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Turns the failure of a fetcher into an error that says nothing of the database.
public final class FailedFetch implements DataFetcherExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(FailedFetch.class);

    private final Meaning meaning;

    /// What failures mean that a source of items has of its own.
    @FunctionalInterface
    public interface Meaning {
        /// Empty for a failure that nobody foresaw, which is a bug.
        Optional<GraphQLError> of(Failure failure);
    }

    /// A failure of a fetcher.
    public record Failure(Throwable cause, AppSyncError.Place place, RequestState state) {}

    public FailedFetch(Meaning meaning) {
        this.meaning = meaning;
    }

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
        RequestState state =
                parameters.getDataFetchingEnvironment().getGraphQlContext().get(RequestState.class);
        GraphQLError error =
                failure instanceof AccessRefused refused
                        ? NotAuthorized.to(
                                refused.fields(), parameters.getDataFetchingEnvironment())
                        : error(new Failure(failure, place, state));
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private GraphQLError error(Failure failure) {
        if (failure.cause() instanceof ArgumentRefused refused) {
            return AppSyncError.of(
                    ErrorType.BAD_REQUEST, String.valueOf(refused.getMessage()), failure.place());
        }
        if (failure.cause() instanceof AbortExecutionException) {
            // It was given up, and its answer was sent without this.
            return AppSyncError.of(
                    ErrorType.EXECUTION_TIMEOUT, GraphQlExecutor.TIMED_OUT, failure.place());
        }
        return meaning.of(failure).orElseGet(() -> fault(failure));
    }

    private static AppSyncError fault(Failure failure) {
        LOGGER.atError()
                .addKeyValue(LogKey.REQUEST_ID, failure.state().requestId())
                .addKeyValue(LogKey.PATH, failure.place().path())
                .setCause(failure.cause())
                .log("A field could not be answered");
        return AppSyncError.of(
                ErrorType.INTERNAL_FAILURE,
                "This could not be answered. The log has the cause under request "
                        + failure.state().requestId()
                        + ".",
                failure.place());
    }
}
