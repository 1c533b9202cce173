package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.ModelRights;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.graphql.execution.Projection;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

/// What the `data` of an error tells of an item: nothing of fields that the caller may not be
/// shown.
///
/// @param rights of the caller
record ShownValues(Access access, Model model, ModelRights rights, VersionedItem item)
        implements Projection.Values {
    @Override
    public @Nullable Object of(String name) {
        boolean hidden = access.rules().guards(model, name) || rights.denies(name);
        return hidden
                ? null
                : GuardedField.shown(access, model, name, ValueFetcher.ofItem(item, name));
    }
}
