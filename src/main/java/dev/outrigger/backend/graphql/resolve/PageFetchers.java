package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.Permission;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.backend.table.ItemQuery;
import dev.outrigger.backend.table.Page;
import dev.outrigger.backend.table.PageReading;
import dev.outrigger.backend.table.PageRequest;
import dev.outrigger.backend.table.SyncRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.graphql.argument.KeyValue;
import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.graphql.execution.ReadBudget;
import dev.outrigger.graphql.sdl.KeyedRead;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Index;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Answers the queries of one model.
record PageFetchers(BackendTables tables, Arguments arguments, Access access) {
    /// `getPost`.
    DataFetcher<CompletionStage<@Nullable VersionedItem>> get(Model model) {
        KeyedRead key = KeyedRead.ofKey(model);
        return environment -> {
            List<Object> values = KeyValue.all(key.partition(), environment);
            List<Object> all = new ArrayList<>(values);
            all.addAll(KeyValue.all(key.sort(), environment));
            Permission permission = access.permission(model, Set.of(Action.GET), environment);
            ReadBudget.of(environment).spend(1);
            return tables.get(new ItemKey(model.name(), all))
                    .thenApply(item -> Access.seen(item.orElse(null), permission));
        };
    }

    /// `syncPosts`.
    DataFetcher<CompletionStage<Page>> sync(Model model) {
        var expression = new SyncExpression(model);
        return environment -> {
            long lastSync = environment.getArgument("lastSync") instanceof Long given ? given : 0;
            PageRequest page = arguments.page(model, environment);
            var found = expression.indexed(environment.getArgument("filter")).orElse(null);
            ItemQuery query = found == null ? ItemQuery.all(model) : found.query();
            var reading = Access.Reading.by(query, Action.SYNC);
            var request =
                    new SyncRequest(
                            query,
                            found == null ? List.of() : found.partition(),
                            lastSync,
                            access.within(page, reading, environment));
            return tables.sync(request).thenApply(PageFetchers::page);
        };
    }

    /// `listPosts`: all items, or where the key takes part those of one partition.
    DataFetcher<CompletionStage<Page>> list(Model model) {
        return KeyedRead.listTakesKey(model)
                ? environment -> listByKey(model, environment)
                : environment -> whole(model, environment);
    }

    private CompletionStage<Page> whole(Model model, DataFetchingEnvironment environment) {
        PageRequest page = arguments.page(model, environment);
        var reading = Access.Reading.by(ItemQuery.all(model), Action.LIST);
        return tables.page(
                        ItemQuery.all(model), List.of(), access.within(page, reading, environment))
                .thenApply(PageFetchers::page);
    }

    private CompletionStage<Page> listByKey(Model model, DataFetchingEnvironment environment) {
        KeyedRead key = KeyedRead.ofKey(model);
        String partition = key.partition().getFirst().name();
        if (environment.getArgument(partition) != null) {
            return keyed(key, environment);
        }
        boolean sorted = key.sortArgument().filter(environment::containsArgument).isPresent();
        if (sorted || environment.getArgument("sortDirection") != null) {
            throw new ArgumentRefused(
                    "A sort condition or sortDirection needs the argument " + partition);
        }
        return whole(model, environment);
    }

    /// `customersByEmail`: items by an index.
    DataFetcher<CompletionStage<Page>> byIndex(Model model, Index index) {
        KeyedRead read = KeyedRead.ofIndex(model, index);
        return environment -> keyed(read, environment);
    }

    private CompletionStage<Page> keyed(KeyedRead read, DataFetchingEnvironment environment) {
        PageRequest page = arguments.page(read.model(), environment);
        var reading = Access.Reading.by(read, Set.of(Action.LIST));
        return tables.page(
                        ItemQueries.of(read, environment.getArguments()),
                        KeyValue.all(read.partition(), environment),
                        access.within(page, reading, environment))
                .thenApply(PageFetchers::page);
    }

    static Page page(PageReading reading) {
        return switch (reading) {
            case PageReading.Read(Page page) -> page;
            case PageReading.TokenRefused _ ->
                    throw new ArgumentRefused(
                            "The argument nextToken is not one that this query returned;"
                                    + " start again without it");
        };
    }
}
