package dev.outrigger.graphql.execution;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.introspection.Introspection;
import graphql.validation.QueryComplexityLimits;

import org.dataloader.DataLoaderRegistry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Executes documents within their limits.
public final class GraphQlExecutor {
    static final String TIMED_OUT = "Execution timed out.";

    private final GraphQL graphQl;
    private final QueryLimits limits;
    private final Exploration exploration;
    private final QueryComplexityLimits complexity;

    public GraphQlExecutor(GraphQL graphQl, QueryLimits limits, Exploration exploration) {
        this.graphQl = graphQl;
        this.limits = limits;
        this.exploration = exploration;
        this.complexity =
                QueryComplexityLimits.newLimits()
                        .maxDepth(limits.depth())
                        .maxFieldsCount(limits.fields())
                        .build();
    }

    /// Every outcome is a result, and `state` says what became of it.
    ///
    /// @param context what fetchers find in the context beside the state, by its type
    public CompletableFuture<ExecutionResult> execute(
            GraphQlDocument document, RequestState state, Map<Class<?>, ?> context) {
        Map<Object, Object> all = new LinkedHashMap<>(context);
        all.put(RequestState.class, state);
        all.put(ReadBudget.class, new ReadBudget(limits.items()));
        all.put(QueryComplexityLimits.KEY, complexity);
        all.put(Introspection.INTROSPECTION_DISABLED, exploration == Exploration.CLOSED);
        ExecutionInput input =
                ExecutionInput.newExecutionInput(document.query())
                        .operationName(document.operation())
                        .variables(document.variables())
                        .dataLoaderRegistry(new DataLoaderRegistry())
                        .graphQLContext(all)
                        .build();
        CompletableFuture<ExecutionResult> result = graphQl.executeAsync(input);
        return result.isDone() ? result : inTime(result, input, state);
    }

    private CompletableFuture<ExecutionResult> inTime(
            CompletableFuture<ExecutionResult> result, ExecutionInput input, RequestState state) {
        return result.copy()
                .orTimeout(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        failure -> {
                            if (failure instanceof TimeoutException) {
                                // Nothing that is not read yet is read for nobody.
                                input.cancel();
                                state.became(RequestState.Outcome.TIMED_OUT);
                                return CompletableFuture.completedFuture(timedOut());
                            }
                            return CompletableFuture.failedFuture(failure);
                        });
    }

    private static ExecutionResult timedOut() {
        return ExecutionResult.newExecutionResult()
                .data(null)
                .errors(
                        List.of(
                                AppSyncError.of(
                                        ErrorType.EXECUTION_TIMEOUT,
                                        TIMED_OUT,
                                        AppSyncError.Place.NOWHERE)))
                .build();
    }
}
