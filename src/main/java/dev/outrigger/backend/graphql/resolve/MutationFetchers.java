package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Performs mutations.
///
/// @param answering where an answer is put together: the tables complete on the writer's thread,
///     which has the next group to write
record MutationFetchers(
        BackendTables tables, FilterReader filters, InputReader inputs, Executor answering) {
    private static final DataLoaderOptions UNREMEMBERED =
            DataLoaderOptions.newOptions().setCachingEnabled(false).build();

    DataFetcher<CompletionStage<DataFetcherResult<@Nullable VersionedItem>>> of(
            Mutation.Kind kind, Model model) {
        var target = new InputReader.Target(kind, model);
        return environment -> {
            MutationRequest request = request(target, environment);
            forgetReads(environment);
            return loader(environment)
                    .load(request)
                    .thenApplyAsync(outcome -> answer(model, outcome, environment), answering);
        };
    }

    /// What an earlier mutation of the document read may be other than it was.
    private static void forgetReads(DataFetchingEnvironment environment) {
        environment.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
    }

    /// Collects the mutations of one document; nothing is remembered, since the same mutation may
    /// come twice.
    private DataLoader<MutationRequest, MutationOutcome> loader(
            DataFetchingEnvironment environment) {
        return environment
                .getDataLoaderRegistry()
                .computeIfAbsent(
                        "mutations",
                        name ->
                                DataLoaderFactory.newDataLoaderWithTry(
                                        name, this::perform, UNREMEMBERED));
    }

    private CompletionStage<List<Try<MutationOutcome>>> perform(List<MutationRequest> requests) {
        return MutationSequence.perform(tables, requests);
    }

    private MutationRequest request(
            InputReader.Target target, DataFetchingEnvironment environment) {
        Map<String, @Nullable Object> input = environment.getArgument("input");
        Predicate condition =
                filters.read(target.model(), "condition", environment.getArgument("condition"));
        return inputs.read(target, input, condition);
    }

    private DataFetcherResult<@Nullable VersionedItem> answer(
            Model model, MutationOutcome outcome, DataFetchingEnvironment environment) {
        return switch (outcome) {
            case MutationOutcome.Stored(VersionedItem item) -> done(item);
            case MutationOutcome.Repeated(VersionedItem item) -> done(item);
            case MutationOutcome.Conflict(VersionedItem current) ->
                    failed(conflict(model, current, environment));
            case MutationOutcome.Denied(List<String> fields) ->
                    failed(NotAuthorized.to(fields, environment));
            case MutationOutcome.Refused _ ->
                    failed(
                            AppSyncError.of(
                                    ErrorType.CONDITIONAL_CHECK_FAILED,
                                    conditionFalse(environment),
                                    place(environment)));
        };
    }

    private AppSyncError conflict(
            Model model, VersionedItem current, DataFetchingEnvironment environment) {
        var projection = new Projection(tables.schema());
        return AppSyncError.of(
                        ErrorType.CONFLICT_UNHANDLED,
                        "Conflict resolver rejects mutation.",
                        place(environment))
                .withData(projection.of(model, current, environment.getSelectionSet()));
    }

    /// The words of DynamoDB, since clients were written against them.
    private static String conditionFalse(DataFetchingEnvironment environment) {
        RequestState state = environment.getGraphQlContext().get(RequestState.class);
        return "The conditional request failed (Service: DynamoDb, Status Code: 400, Request ID: "
                + state.requestId()
                + ")";
    }

    private static DataFetcherResult<@Nullable VersionedItem> done(VersionedItem item) {
        return DataFetcherResult.<@Nullable VersionedItem>newResult(item).build();
    }

    private static DataFetcherResult<@Nullable VersionedItem> failed(AppSyncError error) {
        return DataFetcherResult.<@Nullable VersionedItem>newResult().error(error).build();
    }

    private static AppSyncError.Place place(DataFetchingEnvironment environment) {
        return new AppSyncError.Place(
                environment.getExecutionStepInfo().getPath().toList(),
                List.of(environment.getField().getSourceLocation()));
    }
}
