package dev.outrigger.api.graphql;

import dev.outrigger.graphql.argument.KeyValue;
import dev.outrigger.graphql.argument.PageLimit;
import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.graphql.execution.ReadBudget;
import dev.outrigger.graphql.sdl.KeyedRead;
import dev.outrigger.model.Index;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.StoredItem;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Answers the queries of one model.
///
/// @param clock of this machine
record PageFetchers(ReplicaStore store, QueryArguments arguments, Loop loop, InstantSource clock) {
    /// `getPost`.
    DataFetcher<CompletionStage<@Nullable StoredItem>> get(Model model) {
        KeyedRead key = KeyedRead.ofKey(model);
        return environment -> {
            List<Object> values = new ArrayList<>(KeyValue.all(key.partition(), environment));
            values.addAll(KeyValue.all(key.sort(), environment));
            ReadBudget.of(environment).spend(1);
            return loop.when(store.get(new ItemKey(model.name(), values)))
                    .thenApply(found -> found.map(ReadItem::stored).orElse(null));
        };
    }

    /// `listPosts`: all items, or where the key takes part those of one partition.
    DataFetcher<CompletionStage<ItemPage>> list(Model model) {
        return KeyedRead.listTakesKey(model)
                ? environment -> listByKey(model, environment)
                : environment -> whole(model, environment);
    }

    /// `syncPosts`. It answers with everything, as a backend does that does not remember what has
    /// changed since: what is new afterwards, subscriptions tell.
    DataFetcher<CompletionStage<ItemPage>> sync(Model model) {
        return environment -> {
            Instant startedAt = clock.instant();
            return whole(model, environment).thenApply(page -> page.startedAt(startedAt));
        };
    }

    /// `customersByEmail`: items by an index.
    DataFetcher<CompletionStage<ItemPage>> byIndex(Model model, Index index) {
        KeyedRead read = KeyedRead.ofIndex(model, index);
        return environment -> keyed(read, environment);
    }

    private CompletionStage<ItemPage> whole(Model model, DataFetchingEnvironment environment) {
        return page(arguments.all(model, environment.getArguments()), environment);
    }

    private CompletionStage<ItemPage> listByKey(Model model, DataFetchingEnvironment environment) {
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

    private CompletionStage<ItemPage> keyed(KeyedRead read, DataFetchingEnvironment environment) {
        Query query = arguments.keyed(read, environment.getArguments(), PageLimit.DEFAULT);
        List<Object> partition = KeyValue.all(read.partition(), environment);
        return page(QueryArguments.within(query, read.partition(), partition), environment);
    }

    /// It counts as long as it may become.
    private CompletionStage<ItemPage> page(Query query, DataFetchingEnvironment environment) {
        ReadBudget.of(environment).spend(query.limit());
        return loop.when(store.query(query)).thenApply(page -> ItemPage.of(query, page));
    }
}
