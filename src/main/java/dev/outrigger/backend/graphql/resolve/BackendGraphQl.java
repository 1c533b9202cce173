package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.Rulebook;
import dev.outrigger.backend.graphql.sdl.SchemaDocument;
import dev.outrigger.backend.mutation.Mutations;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.CustomOperation;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactories;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executor;

/// Makes the executor of a backend.
public final class BackendGraphQl {
    private static final Logger LOGGER = LoggerFactory.getLogger(BackendGraphQl.class);

    private final Schema schema;
    private final PageFetchers pages;
    private final KeyDigestFetchers digests;
    private final RelationFetchers relations;
    private final MutationFetchers mutationFetchers;
    private final FilterReader filters;
    private final Access access;
    private final GraphQLCodeRegistry.Builder registry = GraphQLCodeRegistry.newCodeRegistry();

    private BackendGraphQl(Mutations mutations, Executor answering, AuthRule.Provider usual) {
        BackendTables tables = mutations.tables();
        this.schema = tables.schema();
        this.filters = new FilterReader(schema);
        var rules = new Rulebook(schema, usual);
        this.access = new Access(rules);
        if (rules.open()) {
            LOGGER.atWarn()
                    .log(
                            "The schema has no @auth rules: an API key, or what is the default"
                                    + " under backend.auth, allows everything on all models");
        }
        var arguments = new Arguments(filters);
        this.pages = new PageFetchers(tables, arguments, access);
        this.digests = new KeyDigestFetchers(tables, access);
        this.relations = new RelationFetchers(schema, tables, arguments, access);
        this.mutationFetchers =
                new MutationFetchers(
                        mutations,
                        new MutationReading(filters, new InputReader(schema)),
                        access,
                        answering);
    }

    /// GraphQL on the tables that these mutations write, for a [GraphQlExecutor]. Executing a
    /// subscription needs a [ChangefeedRead] in its context.
    ///
    /// @param answering where the answer of a mutation is put together; not the writer's thread
    /// @param usual the credentials that open a schema without rules, beside API keys
    public static GraphQL of(Mutations mutations, Executor answering, AuthRule.Provider usual) {
        return new BackendGraphQl(mutations, answering, usual).build();
    }

    private GraphQL build() {
        var failures = new FailedFetch();
        return GraphQL.newGraphQL(executable())
                .defaultDataFetcherExceptionHandler(failures)
                .mutationExecutionStrategy(new MutationStrategy(schema, failures))
                // An event is one answer like that of a query: the realtime channel makes the
                // stream.
                .subscriptionExecutionStrategy(new AsyncExecutionStrategy(failures))
                .instrumentation(
                        new ChainedInstrumentation(new DeniedFields(), new ErrorTranslation()))
                .preparsedDocumentProvider(new DocumentCache())
                .build();
    }

    private GraphQLSchema executable() {
        schema.models().forEach(this::wire);
        schema.text().operations().forEach(this::wire);
        var values = new ValueFetcher();
        registry.defaultDataFetcher(DataFetcherFactories.useDataFetcher(values));
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring().codeRegistry(registry);
        AwsScalars.all().forEach(wiring::scalar);
        return new SchemaGenerator()
                .makeExecutableSchema(
                        new SchemaParser().parse(new SchemaDocument(schema).executableText()),
                        wiring.build());
    }

    private void wire(Model model) {
        RootField.get(model).ifPresent(name -> field("Query", name, pages.get(model)));
        RootField.list(model).ifPresent(name -> field("Query", name, pages.list(model)));
        field("Query", RootField.sync(model), pages.sync(model));
        field("Query", RootField.digest(model), digests.digest(model));
        field("Query", RootField.keys(model), digests.keys(model));
        model.indexes().stream()
                .filter(index -> index.queryField() != null)
                .forEach(index -> field("Query", index.queryField(), pages.byIndex(model, index)));
        for (Mutation.Kind kind : Mutation.Kind.values()) {
            RootField.mutation(kind, model)
                    .ifPresent(name -> field("Mutation", name, mutationFetchers.of(kind, model)));
            var changefeed = new ChangefeedFetcher(kind, model, filters, access);
            RootField.subscriptions(kind, model)
                    .forEach(name -> field("Subscription", name, changefeed));
        }
        for (Relation relation : model.relations()) {
            DataFetcher<?> related = relations.of(relation);
            field(
                    model.name(),
                    relation.name(),
                    GuardedRelation.of(access, model, relation, related));
        }
        model.fields().stream()
                .map(Field::name)
                .filter(name -> GuardedField.needed(access, model, name))
                .forEach(name -> field(model.name(), name, new GuardedField(access, model, name)));
    }

    private void wire(CustomOperation operation) {
        field(operation.root().typeName(), operation.name(), new CustomOperationFetcher(operation));
    }

    private void field(String type, String name, DataFetcher<?> fetcher) {
        registry.dataFetcher(FieldCoordinates.coordinates(type, name), fetcher);
    }
}
