package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Model;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

/// Answers `onCreatePost` and its like, in the realtime channel only.
record ChangefeedFetcher(Mutation.Kind kind, Model model, FilterReader filters)
        implements DataFetcher<@Nullable VersionedItem> {
    @Override
    public @Nullable VersionedItem get(DataFetchingEnvironment environment) {
        ChangefeedRead read = environment.getGraphQlContext().get(ChangefeedRead.class);
        return switch (read) {
            case null ->
                    throw new ArgumentRefused(
                            "Subscriptions are only possible through the realtime channel,"
                                    + " /graphql/realtime");
            case ChangefeedRead.Registration registration -> {
                SubscriptionFilterRules.check(environment.getArgument("filter"));
                registration.found(
                        new ChangefeedRead.Interest(
                                model,
                                kind,
                                filters.read(model, "filter", environment.getArgument("filter"))));
                yield null;
            }
            case ChangefeedRead.Delivery(var write) -> write.item();
        };
    }
}
