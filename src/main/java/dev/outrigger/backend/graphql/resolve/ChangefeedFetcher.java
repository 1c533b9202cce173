package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.ModelRights;
import dev.outrigger.backend.authorization.Permission;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.graphql.argument.FilterReader;
import dev.outrigger.graphql.execution.AccessRefused;
import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.model.Model;
import dev.outrigger.model.OperationNames;
import dev.outrigger.predicate.Predicate;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers `onCreatePost` and its like, in the realtime channel only.
record ChangefeedFetcher(Mutation.Kind kind, Model model, FilterReader filters, Access access)
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
                registration.found(interest(environment));
                yield null;
            }
            case ChangefeedRead.Delivery(var write) -> write.item();
        };
    }

    private ChangefeedRead.Interest interest(DataFetchingEnvironment environment) {
        ModelRights rights = access.rights(model, environment);
        if (model.operations().subscriptions().level() == OperationNames.Level.PUBLIC) {
            return new ChangefeedRead.Interest(model, kind, asked(environment), Map.of());
        }
        Map<String, String> owners = owners(environment);
        Permission permission = rights.listening(owners);
        Predicate filter = rights.readable(asked(environment));
        return switch (permission) {
            case Permission.Refused _ -> throw new AccessRefused();
            case Permission.Allowed _ -> new ChangefeedRead.Interest(model, kind, filter, owners);
            // The owners were checked, and what the caller may see says no less.
            case Permission.AllowedWhere(Predicate visible) ->
                    new ChangefeedRead.Interest(
                            model, kind, new Predicate.And(List.of(visible, filter)), Map.of());
        };
    }

    private Predicate asked(DataFetchingEnvironment environment) {
        return filters.read(model, "filter", environment.getArgument("filter"));
    }

    /// The arguments that are named after owner fields.
    private Map<String, String> owners(DataFetchingEnvironment environment) {
        Map<String, String> owners = new LinkedHashMap<>();
        for (String field : access.rules().ownerFields(model)) {
            if (environment.getArguments().get(field) instanceof String owner && !owner.isEmpty()) {
                owners.put(field, owner);
            }
        }
        return owners;
    }
}
