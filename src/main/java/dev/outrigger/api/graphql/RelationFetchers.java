package dev.outrigger.api.graphql;

import dev.outrigger.graphql.execution.GroupLoader;
import dev.outrigger.graphql.execution.ReadBudget;
import dev.outrigger.graphql.sdl.KeyedRead;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.GroupedPages;
import dev.outrigger.replica.GroupedQuery;
import dev.outrigger.replica.Query;
import dev.outrigger.sync.StoredItem;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Answers relation fields. All items of one level are collected and their relatives read by one
/// statement, however many there are.
record RelationFetchers(GraphQlSources sources, QueryArguments arguments, Loop loop) {
    private static final Query.Start BEGINNING = new Query.Start.Offset(0);

    /// What can be asked for many items together.
    ///
    /// @param by the fields of the relatives that join
    private record Question(Query query, List<Field> by) {}

    DataFetcher<CompletionStage<?>> of(Relation relation) {
        Schema schema = sources.schema();
        Model target = schema.required(relation.target());
        return switch (relation.kind()) {
            case BELONGS_TO, HAS_ONE -> {
                Question question = one(target, relation);
                yield environment -> one(relation, question, environment);
            }
            case HAS_MANY -> {
                KeyedRead read = KeyedRead.ofChildren(target, relation);
                yield environment -> many(relation, read, environment);
            }
        };
    }

    private static Question one(Model target, Relation relation) {
        List<Field> by =
                relation.targetFields().stream()
                        .map(name -> target.field(name).orElseThrow())
                        .toList();
        return new Question(new Query(target, new Predicate.All(), List.of(), 1, BEGINNING), by);
    }

    private CompletionStage<@Nullable StoredItem> one(
            Relation relation, Question question, DataFetchingEnvironment environment) {
        List<Object> group = group(relation, environment);
        if (group.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return loader().load(question, group, environment)
                .thenApply(page -> page.items().stream().findFirst().orElse(null));
    }

    private CompletionStage<ItemPage> many(
            Relation relation, KeyedRead read, DataFetchingEnvironment environment) {
        Query query = arguments.keyed(read, environment.getArguments(), relation.reading().limit());
        List<Object> group = group(relation, environment);
        if (group.isEmpty()) {
            return CompletableFuture.completedFuture(ItemPage.NONE);
        }
        if (query.start().equals(BEGINNING)) {
            return loader().load(new Question(query, read.partition()), group, environment);
        }
        // A token belongs to one parent, so there is nothing to read together.
        ReadBudget.of(environment).spend(query.limit());
        Query ofParent = QueryArguments.within(query, read.partition(), group);
        return loop.when(sources.store().query(ofParent))
                .thenApply(page -> ItemPage.of(ofParent, page));
    }

    /// The values that join the item with its relatives; empty when one of them is null.
    private static List<Object> group(Relation relation, DataFetchingEnvironment environment) {
        StoredItem stored = environment.getSource();
        List<Object> values = new ArrayList<>();
        for (String name : relation.localFields()) {
            Object value = stored.item().value(name);
            if (value == null) {
                return List.of();
            }
            values.add(value);
        }
        return values;
    }

    private GroupLoader<Question, ItemPage> loader() {
        return new GroupLoader<>(this::read);
    }

    private CompletionStage<List<ItemPage>> read(
            Question question, List<List<Object>> groups, ReadBudget budget) {
        Query query = question.query();
        var grouped = new GroupedQuery(query, question.by(), groups, budget.left());
        return loop.when(sources.groups().pages(grouped))
                .thenApply(
                        pages ->
                                switch (pages) {
                                    case GroupedPages.Read read -> {
                                        budget.spend(read.items());
                                        yield read.pages().stream()
                                                .map(page -> ItemPage.of(query, page))
                                                .toList();
                                    }
                                    case GroupedPages.TooMany _ -> throw budget.exceeded();
                                });
    }
}
