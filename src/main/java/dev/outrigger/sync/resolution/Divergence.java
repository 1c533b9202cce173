package dev.outrigger.sync.resolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.PendingMutation;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/// Finds out whether a mutation that is about to be sent is in conflict with what is known of the
/// backend's item. The backend itself would not say so: the mutation carries the version that the
/// replica knows by now, whatever it was made from.
public final class Divergence {
    private Divergence() {}

    /// @param version newest that is known, or null
    /// @param theirs the item at that version; null when the backend does not have it
    public static boolean found(
            PendingMutation mutation,
            @Nullable Version version,
            @Nullable Item theirs,
            Strategy strategy) {
        if (version == null || mutation.mutation().kind() == Mutation.Kind.CREATE) {
            return false;
        }
        if (theirs == null) {
            return mutation.mutation().kind() == Mutation.Kind.UPDATE && !mutation.undeletes();
        }
        BaseSnapshot base = mutation.base();
        if (base == null || version.equals(base.version())) {
            return false;
        }
        return strategy.wholeItems()
                || isBefore(version, mutation)
                || bothChanged(mutation.mutation(), base, theirs, strategy);
    }

    /// True when what the mutation brings the item back with has to be put together with what
    /// others wrote before the deletion. Only rules by field do that; elsewhere the client's values
    /// stand.
    ///
    /// @param last the item as it was deleted, by the tombstone that the mutation was made from
    public static boolean beforeDeletion(PendingMutation mutation, Item last, Strategy strategy) {
        BaseSnapshot base = mutation.base();
        return strategy instanceof Strategy.Merge
                && base != null
                && bothChanged(mutation.mutation(), base, last, strategy);
    }

    /// True when the mutation was made from a later version than this one. Of an item that the
    /// replica has taken in this tells that it is another one under its key, see
    /// [dev.outrigger.sync.reconcile.Rebirth]: whatever was made from the former one is in conflict
    /// with it.
    public static boolean isBefore(@Nullable Version version, PendingMutation mutation) {
        BaseSnapshot base = mutation.base();
        Version madeFrom = base == null ? null : base.version();
        return version != null && madeFrom != null && madeFrom.isNewerThan(version);
    }

    private static boolean bothChanged(
            Mutation mutation, BaseSnapshot base, Item theirs, Strategy strategy) {
        for (Map.Entry<String, @Nullable Object> field : mutation.fields().entrySet()) {
            Object current = theirs.value(field.getKey());
            boolean theyChanged = !Objects.equals(current, base.fields().get(field.getKey()));
            // Two equal steps of a number are two steps; elsewhere both wanted the same.
            boolean agreed =
                    Objects.equals(current, field.getValue()) && !strategy.counts(field.getKey());
            if (theyChanged && !agreed) {
                return true;
            }
        }
        return false;
    }
}
