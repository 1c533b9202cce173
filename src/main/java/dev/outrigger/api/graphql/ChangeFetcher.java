package dev.outrigger.api.graphql;

import dev.outrigger.contract.Mutation;
import dev.outrigger.graphql.argument.FilterReader;
import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.model.Model;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.StoredItem;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Answers `onCreatePost` and its like, over WebSocket only.
record ChangeFetcher(Mutation.Kind kind, Model model, FilterReader filters)
        implements DataFetcher<@Nullable StoredItem> {
    @Override
    public @Nullable StoredItem get(DataFetchingEnvironment environment) {
        ChangeRead read = environment.getGraphQlContext().get(ChangeRead.class);
        return switch (read) {
            case null ->
                    throw new ArgumentRefused(
                            "Subscriptions are only possible over a WebSocket that speaks"
                                    + " graphql-transport-ws");
            case ChangeRead.Registration registration -> {
                registration.found(interest(environment));
                yield null;
            }
            case ChangeRead.Delivery(StoredItem stored) -> stored;
        };
    }

    private ChangeRead.Interest interest(DataFetchingEnvironment environment) {
        return new ChangeRead.Interest(
                model,
                switch (kind) {
                    case CREATE -> ItemChange.Kind.INSERT;
                    case UPDATE -> ItemChange.Kind.UPDATE;
                    case DELETE -> ItemChange.Kind.DELETE;
                },
                filters.read(model, "filter", environment.getArgument("filter")),
                owners(environment));
    }

    /// The arguments that are named after fields.
    private Map<String, String> owners(DataFetchingEnvironment environment) {
        Map<String, String> owners = new LinkedHashMap<>();
        environment
                .getArguments()
                .forEach(
                        (name, value) -> {
                            if (value instanceof String owner && model.field(name).isPresent()) {
                                owners.put(name, owner);
                            }
                        });
        return owners;
    }
}
