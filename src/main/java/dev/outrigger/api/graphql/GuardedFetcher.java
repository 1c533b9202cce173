package dev.outrigger.api.graphql;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Scope;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

/// Fetches a field for callers who have a scope and reach a model.
record GuardedFetcher(Scope scope, String model, DataFetcher<?> fetcher)
        implements DataFetcher<@Nullable Object> {
    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        Caller caller = environment.getGraphQlContext().get(Caller.class);
        caller.require(scope);
        caller.requireModel(model);
        return fetcher.get(environment);
    }
}
