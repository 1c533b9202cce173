package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.Generation;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.model.WrittenDirective;

import java.util.stream.Stream;

/// For which models a document defines what only some operations need.
///
record Offered(Schema schema, Purpose purpose) {
    /// How much there is of a model's pages and of the filter of them.
    enum Extent {
        WHOLE,
        /// What Amplify makes for an index where nothing else needs it.
        OF_INDEX,
        /// The same for a relation.
        OF_RELATION,
        NONE
    }

    /// True for every type that is used.
    boolean complete() {
        return purpose != Purpose.PRINTED;
    }

    boolean ofReplica() {
        return purpose == Purpose.REPLICA;
    }

    Extent pages(Model model) {
        if (complete() || schema.generation() == Generation.FIRST || !hasNoQueries(model)) {
            return Extent.WHOLE;
        }
        if (model.indexes().stream().anyMatch(index -> index.queryField() != null)) {
            return Extent.OF_INDEX;
        }
        return isChild(model) ? Extent.OF_RELATION : Extent.NONE;
    }

    /// `syncX`, which Amplify's newer transformer takes for one of the queries that are not wanted.
    boolean sync(Model model) {
        return complete() || schema.generation() == Generation.FIRST || !hasNoQueries(model);
    }

    private boolean isChild(Model model) {
        return schema.models().stream()
                .flatMap(parent -> parent.relations().stream())
                .anyMatch(
                        relation ->
                                relation.kind() == Relation.Kind.HAS_MANY
                                        && relation.target().equals(model.name()));
    }

    /// Conditions of mutations.
    boolean mutations(Model model) {
        return Stream.of(Mutation.Kind.values())
                .anyMatch(kind -> RootField.mutation(kind, model).isPresent());
    }

    /// Filters of subscriptions.
    boolean subscriptions(Model model) {
        return Stream.of(Mutation.Kind.values())
                .anyMatch(kind -> !RootField.subscriptions(kind, model).isEmpty());
    }

    /// True for `@model(queries: null)`: naming each of them null is something else to Amplify.
    private boolean hasNoQueries(Model model) {
        return schema.text().of(model.name()).stream()
                .filter(directive -> directive.name().equals("model"))
                .map(WrittenDirective::arguments)
                .anyMatch(
                        arguments ->
                                arguments.containsKey("queries")
                                        && arguments.get("queries") == null);
    }
}
