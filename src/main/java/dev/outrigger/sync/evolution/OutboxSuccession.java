package dev.outrigger.sync.evolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.StoredItem;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says every pending mutation anew, in the order of the outbox. Serves one upgrade.
public final class OutboxSuccession {
    private final MutationSuccession mutations;

    /// Earlier items whose create cannot be said, with its id: nothing that builds on it can.
    private final Map<EarlierKey, Long> unfounded = new HashMap<>();

    private final Set<ItemKey> bereft = new LinkedHashSet<>();

    OutboxSuccession(MutationSuccession mutations) {
        this.mutations = mutations;
    }

    public MutationFate next(EarlierMutation earlier) {
        Long foundation = unfounded.get(earlier.item());
        MutationFate fate =
                foundation == null
                        ? mutations.fate(earlier)
                        : new MutationFate.Stranded(
                                "it builds on mutation " + foundation + ", which cannot be said");
        if (fate instanceof MutationFate.Stranded) {
            strand(earlier);
        }
        return fate;
    }

    private void strand(EarlierMutation earlier) {
        if (earlier.content().kind() == Mutation.Kind.CREATE) {
            unfounded.put(earlier.item(), earlier.id());
        }
        mutations.key(earlier.item()).ifPresent(bereft::add);
    }

    /// Items that have lost mutations. What becomes of those that have none left is said by
    /// [#settled].
    public Set<ItemKey> bereft() {
        return Collections.unmodifiableSet(bereft);
    }

    /// An item that has lost its last mutation, or the letter for which it was kept as written, is
    /// the backend's again; empty when the backend never had it.
    public static Optional<StoredItem> settled(StoredItem bereft) {
        boolean replaced = !bereft.pending() && bereft.base() == null && bereft.version() != null;
        if (replaced) {
            return Optional.of(bereft);
        }
        boolean neverThere = bereft.base() == null && bereft.version() == null;
        return neverThere ? Optional.empty() : Optional.of(bereft.settled());
    }
}
