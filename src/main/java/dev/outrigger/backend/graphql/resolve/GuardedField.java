package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.OwnerNames;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.graphql.execution.AccessRefused;
import dev.outrigger.model.Model;

import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

/// Fetches a field that not everybody may read who sees the item, or that names owners.
record GuardedField(Access access, Model model, String field)
        implements DataFetcher<@Nullable Object> {
    /// True when the field is of that kind.
    static boolean needed(Access access, Model model, String field) {
        return access.rules().guards(model, field) || access.rules().joinsClaims(model, field);
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        VersionedItem item = environment.getSource();
        if (access.rules().guards(model, field) && withheld(item, environment)) {
            return null;
        }
        return shown(access, model, field, ValueFetcher.ofItem(item, field));
    }

    /// A field's value as whoever may read it is shown it.
    static @Nullable Object shown(
            Access access, Model model, String field, @Nullable Object value) {
        return access.rules().joinsClaims(model, field) ? OwnerNames.shown(value) : value;
    }

    /// A subscriber gets nothing in its place and no error: nobody asked for this very item.
    private boolean withheld(VersionedItem item, DataFetchingEnvironment environment) {
        boolean event =
                environment.getOperationDefinition().getOperation() == Operation.SUBSCRIPTION;
        if (!event && !access.rights(model, environment).reads(field).holds(item.item())) {
            throw new AccessRefused();
        }
        return Access.shared(environment);
    }
}
