package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.Permission;
import dev.outrigger.backend.table.Page;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.graphql.execution.AccessRefused;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Fetches a relation that not everybody may follow who sees the item.
///
/// @param unguarded reads the related items, of which it shows those that the caller may see
record GuardedRelation(Access access, Model model, Relation relation, DataFetcher<?> unguarded)
        implements DataFetcher<@Nullable Object> {
    private static final Page NONE = new Page(List.of(), null, null);

    /// The fetcher itself where everybody may.
    static DataFetcher<?> of(
            Access access, Model model, Relation relation, DataFetcher<?> unguarded) {
        boolean guarded =
                access.rules().guards(model, relation.name())
                        || access.rules().withholds(model, relation);
        return guarded ? new GuardedRelation(access, model, relation, unguarded) : unguarded;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        VersionedItem item = environment.getSource();
        Permission permission = access.rights(model, environment).reads(relation.name());
        if (!permission.holds(item.item())) {
            throw new AccessRefused();
        }
        if (Access.shared(environment) && access.rules().withholds(model, relation)) {
            return relation.kind() == Relation.Kind.HAS_MANY ? NONE : null;
        }
        return unguarded.get(environment);
    }
}
