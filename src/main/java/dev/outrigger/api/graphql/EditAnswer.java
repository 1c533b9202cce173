package dev.outrigger.api.graphql;

import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.graphql.execution.AppSyncError;
import dev.outrigger.graphql.execution.Projection;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Answers one mutation: with its item as it is afterwards, or with null and one error.
record EditAnswer(GraphQlSources sources, Loop loop, DataFetchingEnvironment environment) {
    CompletionStage<DataFetcherResult<@Nullable StoredItem>> of(ItemKey key, EditOutcome outcome) {
        return switch (outcome) {
            case EditOutcome.Created(StoredItem stored, long _) -> done(stored);
            case EditOutcome.Updated(StoredItem stored, long _) -> done(stored);
            case EditOutcome.Deleted(StoredItem stored, long _) -> done(buried(stored));
            case EditOutcome.NothingDeleted _ -> failed(new Refusal.ItemUnknown(key));
            case EditOutcome.Refused(Refusal.VersionDiffers refusal) -> conflict(refusal);
            case EditOutcome.Refused(Refusal refusal) -> failed(refusal);
        };
    }

    private static CompletionStage<DataFetcherResult<@Nullable StoredItem>> done(
            StoredItem stored) {
        return CompletableFuture.completedFuture(
                DataFetcherResult.<@Nullable StoredItem>newResult(stored).build());
    }

    /// A deleted item is answered as a tombstone; its deletion is pending where a backend has it.
    private static StoredItem buried(StoredItem stored) {
        return new StoredItem(
                stored.item(),
                stored.base(),
                stored.version(),
                stored.lastChangedAt(),
                Presence.TOMBSTONE,
                stored.version() != null);
    }

    private static CompletionStage<DataFetcherResult<@Nullable StoredItem>> failed(
            Refusal refusal) {
        return CompletableFuture.failedFuture(RequestRefused.because(refusal));
    }

    /// Clients take the item in the error for what is stored, and decide on it.
    private CompletionStage<DataFetcherResult<@Nullable StoredItem>> conflict(
            Refusal.VersionDiffers refusal) {
        Problem problem = Problems.of(refusal);
        return loop.when(sources.store().get(refusal.key()))
                .thenApply(
                        found -> {
                            AppSyncError error = ProblemErrors.of(problem, place());
                            return DataFetcherResult.<@Nullable StoredItem>newResult()
                                    .error(
                                            found.map(read -> withData(error, read.stored()))
                                                    .orElse(error))
                                    .build();
                        });
    }

    private AppSyncError withData(AppSyncError error, StoredItem current) {
        return error.withData(
                new Projection(sources.schema())
                        .of(
                                sources.schema().required(current.key().model()),
                                name -> ItemValues.ofItem(current, name),
                                environment));
    }

    private AppSyncError.Place place() {
        return new AppSyncError.Place(
                environment.getExecutionStepInfo().getPath().toList(),
                List.of(environment.getField().getSourceLocation()));
    }
}
