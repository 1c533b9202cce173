package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.Rulebook;
import dev.outrigger.backend.mutation.Mutations;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.graphql.argument.FilterReader;
import dev.outrigger.graphql.execution.FailedFetch;
import dev.outrigger.graphql.execution.Wiring;
import dev.outrigger.graphql.sdl.SchemaDocument;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import graphql.GraphQL;
import graphql.schema.DataFetcher;

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
    private final Wiring wiring;

    private BackendGraphQl(Mutations mutations, Executor answering, AuthRule.Provider usual) {
        BackendTables tables = mutations.tables();
        this.schema = tables.schema();
        this.wiring = new Wiring(schema, new SchemaDocument(schema).executableText());
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
        schema.models().forEach(this::wire);
        return wiring.build(
                new ValueFetcher(), new FailedFetch(new TableFailures()), new DeniedFields());
    }

    private void wire(Model model) {
        RootField.get(model).ifPresent(name -> field("Query", name, pages.get(model)));
        RootField.list(model).ifPresent(name -> field("Query", name, pages.list(model)));
        field("Query", RootField.sync(model), pages.sync(model));
        field("Query", RootField.digest(model), digests.digest(model));
        field("Query", RootField.keys(model), digests.keys(model));
        field("Query", RootField.estimate(model), digests.estimate(model));
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

    private void field(String type, String name, DataFetcher<?> fetcher) {
        wiring.field(type, name, fetcher);
    }
}
