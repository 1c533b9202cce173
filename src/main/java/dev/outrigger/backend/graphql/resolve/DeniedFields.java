package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.identity.Caller;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Answers null for the fields that an authorizer outside denies to its caller, at any place of a
/// document. A denied mutation is not made.
final class DeniedFields extends SimplePerformantInstrumentation {
    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        Caller caller = parameters.getExecutionContext().getGraphQLContext().get(Caller.class);
        return caller instanceof Caller.Custom(_, Set<String> denied)
                        && !denied.isEmpty()
                        && denies(denied, parameters)
                ? _ -> null
                : fetcher;
    }

    private static boolean denies(
            Set<String> denied, InstrumentationFieldFetchParameters parameters) {
        String type = parameters.getExecutionStepInfo().getObjectType().getName();
        String field = parameters.getExecutionStepInfo().getFieldDefinition().getName();
        return denied.contains(type) || denied.contains(type + "." + field);
    }
}
