package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.Permission;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.ItemQuery;
import dev.outrigger.backend.table.Page;
import dev.outrigger.backend.table.PageRequest;
import dev.outrigger.backend.table.PagesReading;
import dev.outrigger.backend.table.PartitionsRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.graphql.execution.GroupLoader;
import dev.outrigger.graphql.execution.ReadBudget;
import dev.outrigger.graphql.sdl.KeyedRead;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Answers relation fields. All items of one level are collected and their relatives read by one
/// statement, however many there are.
record RelationFetchers(Schema schema, BackendTables tables, Arguments arguments, Access access) {
    private static final PageRequest ONE = new PageRequest(1, null, new Predicate.All());
    private static final Page NONE = new Page(List.of(), null, null);

    /// What can be read together.
    private record Statement(ItemQuery query, PageRequest page) {}

    DataFetcher<CompletionStage<?>> of(Relation relation) {
        Model target = schema.required(relation.target());
        return switch (relation.kind()) {
            case BELONGS_TO, HAS_ONE -> {
                ItemQuery query = ItemQuery.by(target, relation.targetFields());
                yield environment -> one(relation, query, environment);
            }
            case HAS_MANY -> {
                KeyedRead read = KeyedRead.ofChildren(target, relation);
                yield environment -> many(relation, read, environment);
            }
        };
    }

    private CompletionStage<@Nullable VersionedItem> one(
            Relation relation, ItemQuery query, DataFetchingEnvironment environment) {
        Permission permission = access.permission(query.model(), Access.ANY_READING, environment);
        List<Object> partition = partition(relation, environment);
        if (partition.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return loader().load(new Statement(query, ONE), partition, environment)
                .thenApply(page -> page.items().stream().findFirst().orElse(null))
                .thenApply(item -> Access.seen(item, permission));
    }

    private CompletionStage<Page> many(
            Relation relation, KeyedRead read, DataFetchingEnvironment environment) {
        ItemQuery query = ItemQueries.of(read, environment.getArguments());
        PageRequest page =
                access.within(
                        arguments.page(
                                read.model(),
                                environment.getArguments(),
                                relation.reading().limit()),
                        Access.Reading.by(read, Access.ANY_READING),
                        environment);
        List<Object> partition = partition(relation, environment);
        if (partition.isEmpty()) {
            return CompletableFuture.completedFuture(NONE);
        }
        if (page.nextToken() == null) {
            return loader().load(new Statement(query, page), partition, environment);
        }
        // A token belongs to one parent, so there is nothing to read together.
        ReadBudget.of(environment).spend(page.limit());
        return tables.page(query, partition, page).thenApply(PageFetchers::page);
    }

    /// The values that join the item with its relatives; empty when one of them is null.
    private static List<Object> partition(Relation relation, DataFetchingEnvironment environment) {
        VersionedItem item = environment.getSource();
        List<Object> values = new ArrayList<>();
        for (String name : relation.localFields()) {
            Object value = item.item().value(name);
            if (value == null) {
                return List.of();
            }
            values.add(value);
        }
        return values;
    }

    private GroupLoader<Statement, Page> loader() {
        return new GroupLoader<>(this::read);
    }

    private CompletionStage<List<Page>> read(
            Statement statement, List<List<Object>> partitions, ReadBudget budget) {
        var request = new PartitionsRequest(partitions, statement.page(), budget.left());
        return tables.pages(statement.query(), request)
                .thenApply(
                        reading ->
                                switch (reading) {
                                    case PagesReading.Read(var pages, int rows) -> {
                                        budget.spend(rows);
                                        yield pages;
                                    }
                                    case PagesReading.TooMany _ -> throw budget.exceeded();
                                });
    }
}
