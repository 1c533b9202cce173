package dev.outrigger.api.graphql;

import dev.outrigger.api.access.Scope;
import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.graphql.argument.FilterReader;
import dev.outrigger.graphql.execution.FailedFetch;
import dev.outrigger.graphql.execution.Wiring;
import dev.outrigger.graphql.sdl.SchemaDocument;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import graphql.GraphQL;
import graphql.schema.DataFetcher;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/// Makes the executor of a replica.
final class ReplicaGraphQl {
    private final Schema schema;
    private final FilterReader filters;
    private final PageFetchers pages;
    private final RelationFetchers relations;
    private final EditFetchers edits;
    private final Wiring wiring;

    private ReplicaGraphQl(GraphQlSources sources, Executor executor) {
        this.schema = sources.schema();
        this.filters = new FilterReader(schema);
        Loop loop = new Loop(executor);
        LiveItems live = new LiveItems(filters);
        QueryArguments arguments = new QueryArguments(live);
        this.pages = new PageFetchers(sources.store(), arguments, loop, InstantSource.system());
        this.relations = new RelationFetchers(sources, arguments, loop);
        this.edits = new EditFetchers(sources, live, new NewItems(new ItemReader(schema)), loop);
        this.wiring = new Wiring(schema, new SchemaDocument(schema).replicaText());
    }

    /// Takes a moment, so it is not to be made on an event loop.
    ///
    /// @param loop runs tasks on the event loop that executes documents
    static GraphQL of(GraphQlSources sources, Executor loop) {
        return new ReplicaGraphQl(sources, loop).build();
    }

    private GraphQL build() {
        schema.models().forEach(this::wire);
        return wiring.build(new ItemValues(), new FailedFetch(new ProblemErrors()));
    }

    private void wire(Model model) {
        RootField.get(model).ifPresent(name -> query(model, name, pages.get(model)));
        RootField.list(model).ifPresent(name -> query(model, name, pages.list(model)));
        query(model, RootField.sync(model), pages.sync(model));
        model.indexes().stream()
                .filter(index -> index.queryField() != null)
                .forEach(index -> query(model, index.queryField(), pages.byIndex(model, index)));
        for (Mutation.Kind kind : Mutation.Kind.values()) {
            RootField.mutation(kind, model)
                    .ifPresent(name -> mutation(model, name, edits.of(kind, model)));
            ChangeFetcher changes = new ChangeFetcher(kind, model, filters);
            RootField.subscriptions(kind, model)
                    .forEach(
                            name ->
                                    wiring.field(
                                            "Subscription",
                                            name,
                                            new GuardedFetcher(Scope.READ, model.name(), changes)));
        }
        for (Relation relation : model.relations()) {
            wiring.field(
                    model.name(),
                    relation.name(),
                    new GuardedFetcher(Scope.READ, relation.target(), relations.of(relation)));
        }
    }

    private void query(Model model, String name, DataFetcher<?> fetcher) {
        wiring.field("Query", name, new GuardedFetcher(Scope.READ, model.name(), fetcher));
    }

    private void mutation(Model model, String name, DataFetcher<?> fetcher) {
        wiring.field("Mutation", name, new GuardedFetcher(Scope.WRITE, model.name(), fetcher));
    }
}
