package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.mutation.Settlement;
import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.graphql.execution.AppSyncError;
import dev.outrigger.graphql.execution.ErrorType;
import dev.outrigger.graphql.execution.NotAuthorized;
import dev.outrigger.graphql.execution.Projection;
import dev.outrigger.graphql.execution.RequestState;
import dev.outrigger.model.Model;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Answers one mutation: with its item, or with null and exactly one error, since Swift's client
/// takes no notice of conflicts among several.
record MutationAnswer(
        Projection projection, Access access, Model model, DataFetchingEnvironment environment) {
    DataFetcherResult<@Nullable VersionedItem> of(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Decided(MutationOutcome.Final outcome) -> decided(outcome);
            case Settlement.HandlerFailed(VersionedItem current, String reason) ->
                    failed(
                            ErrorType.CONFLICT_ERROR,
                            "The conflict handler gave no usable answer: " + reason + ".",
                            current);
            case Settlement.TooManyConflicts(VersionedItem current) ->
                    failed(
                            ErrorType.MAX_CONFLICTS,
                            "The item changed each time before its conflict was resolved.",
                            current);
            case Settlement.NotWritten(var failure) -> throw failure;
        };
    }

    private DataFetcherResult<@Nullable VersionedItem> decided(MutationOutcome.Final outcome) {
        return switch (outcome) {
            case MutationOutcome.Stored(VersionedItem item) -> done(item);
            case MutationOutcome.Repeated(VersionedItem item) -> done(item);
            case MutationOutcome.Conflict(VersionedItem current) ->
                    failed(
                            ErrorType.CONFLICT_UNHANDLED,
                            "Conflict resolver rejects mutation.",
                            current);
            case MutationOutcome.Denied(List<String> fields) ->
                    failed(NotAuthorized.to(fields, environment));
            case MutationOutcome.Refused _ ->
                    failed(
                            AppSyncError.of(
                                    ErrorType.CONDITIONAL_CHECK_FAILED, conditionFalse(), place()));
        };
    }

    /// The words of DynamoDB, since clients were written against them.
    private String conditionFalse() {
        RequestState state = environment.getGraphQlContext().get(RequestState.class);
        return "The conditional request failed (Service: DynamoDb, Status Code: 400, Request ID: "
                + state.requestId()
                + ")";
    }

    private static DataFetcherResult<@Nullable VersionedItem> done(VersionedItem item) {
        return DataFetcherResult.<@Nullable VersionedItem>newResult(item).build();
    }

    /// Clients take the item in the error for what the backend holds, and decide on it.
    private DataFetcherResult<@Nullable VersionedItem> failed(
            ErrorType type, String message, VersionedItem current) {
        var shown = new ShownValues(access, model, access.rights(model, environment), current);
        var selected = projection.of(model, shown, environment);
        return failed(AppSyncError.of(type, message, place()).withData(selected));
    }

    private static DataFetcherResult<@Nullable VersionedItem> failed(AppSyncError error) {
        return DataFetcherResult.<@Nullable VersionedItem>newResult().error(error).build();
    }

    private AppSyncError.Place place() {
        return new AppSyncError.Place(
                environment.getExecutionStepInfo().getPath().toList(),
                List.of(environment.getField().getSourceLocation()));
    }
}
