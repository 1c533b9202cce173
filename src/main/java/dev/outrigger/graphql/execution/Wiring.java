package dev.outrigger.graphql.execution;

import dev.outrigger.model.Schema;

import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactories;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import graphql.schema.LightDataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;

import java.util.ArrayList;
import java.util.List;

/// Puts fetchers together to what executes documents.
public final class Wiring {
    private final Schema schema;
    private final String document;
    private final GraphQLCodeRegistry.Builder registry = GraphQLCodeRegistry.newCodeRegistry();

    /// @param document the schema with everything defined, as text
    public Wiring(Schema schema, String document) {
        this.schema = schema;
        this.document = document;
        schema.text()
                .operations()
                .forEach(
                        operation ->
                                field(
                                        operation.root().typeName(),
                                        operation.name(),
                                        new CustomOperationFetcher(operation)));
    }

    public void field(String type, String name, DataFetcher<?> fetcher) {
        registry.dataFetcher(FieldCoordinates.coordinates(type, name), fetcher);
    }

    /// @param values fetches every field that has no fetcher of its own
    /// @param instrumentations are asked before errors are put into their words
    public GraphQL build(
            LightDataFetcher<?> values, FailedFetch failures, Instrumentation... instrumentations) {
        registry.defaultDataFetcher(DataFetcherFactories.useDataFetcher(values));
        List<Instrumentation> chain = new ArrayList<>(List.of(instrumentations));
        chain.add(new ErrorTranslation());
        return GraphQL.newGraphQL(executable())
                .defaultDataFetcherExceptionHandler(failures)
                .mutationExecutionStrategy(new MutationStrategy(schema, failures))
                // An event is one answer like that of a query: who delivers it makes the stream.
                .subscriptionExecutionStrategy(new AsyncExecutionStrategy(failures))
                .instrumentation(new ChainedInstrumentation(chain))
                .preparsedDocumentProvider(new DocumentCache())
                .build();
    }

    private GraphQLSchema executable() {
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring().codeRegistry(registry);
        AwsScalars.all().forEach(wiring::scalar);
        return new SchemaGenerator()
                .makeExecutableSchema(new SchemaParser().parse(document), wiring.build());
    }
}
