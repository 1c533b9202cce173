package dev.outrigger.graphql.execution;

import dev.outrigger.model.CustomOperation;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

/// Answers a root field that the schema declares itself. What does so in AppSync, such as a Lambda
/// function, is not part of a schema, so it cannot be answered here.
record CustomOperationFetcher(CustomOperation operation) implements DataFetcher<Object> {
    @Override
    public Object get(DataFetchingEnvironment environment) {
        throw new ArgumentRefused(
                operation.root().typeName()
                        + "."
                        + operation.name()
                        + " is an operation of the schema's own, which is not answered here:"
                        + " models are served");
    }
}
