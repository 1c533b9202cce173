package dev.outrigger.sync.evolution;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.reconcile.Below;
import dev.outrigger.sync.reconcile.Replay;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says every pending mutation anew, in the order of the outbox. Serves one upgrade.
public final class OutboxSuccession {
    private final MutationSuccession mutations;

    /// Earlier items that cannot be created or brought back, with the id of what was to do that:
    /// nothing that builds on it can be said.
    private final Map<EarlierKey, Long> unfounded = new HashMap<>();

    private final Map<ItemKey, Below> bereft = new LinkedHashMap<>();

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
        return switch (fate) {
            case MutationFate.Stranded stranded -> {
                strand(earlier);
                yield stranded;
            }
            case MutationFate.Stays stays -> above(stays);
        };
    }

    private void strand(EarlierMutation earlier) {
        if (earlier.founds()) {
            unfounded.put(earlier.item(), earlier.id());
        }
        mutations.key(earlier.item()).ifPresent(key -> takeOut(earlier, key));
    }

    private void takeOut(EarlierMutation stranded, ItemKey key) {
        Map<String, @Nullable Object> found = mutations.base(stranded, key);
        bereft.computeIfAbsent(key, _ -> new Below())
                .takeOut(stranded.content().fields().keySet(), found == null ? Map.of() : found);
    }

    /// Where it was made from what a stranded one had written, it is made from what is below.
    private MutationFate.Stays above(MutationFate.Stays stays) {
        Below below = bereft.get(stays.mutation().key());
        if (below == null) {
            return stays;
        }
        Map<String, @Nullable Object> base = stays.base();
        MutationFate.Stays made = base == null ? stays : stays.madeFrom(below.found(base));
        below.cover(stays.mutation().fields().keySet());
        return made;
    }

    /// Items that have lost mutations, with what is below these; [#settled] says what becomes of
    /// them.
    public Map<ItemKey, Below> bereft() {
        return Collections.unmodifiableMap(bereft);
    }

    /// An item that has lost mutations, or the letter for which it was kept as written, is the
    /// backend's again, with what remains of its mutations on top; empty when the backend never had
    /// it, and nothing remains.
    ///
    /// @param remaining oldest first
    public static Optional<StoredItem> settled(
            StoredItem bereft, List<PendingMutation> remaining, Below below) {
        Item truth = bereft.base();
        if (!remaining.isEmpty()) {
            Item ground = truth == null ? below.under(bereft.item()) : truth;
            return Optional.of(Replay.of(bereft, ground, remaining));
        }
        boolean replaced = !bereft.pending() && truth == null && bereft.version() != null;
        if (replaced) {
            return Optional.of(bereft);
        }
        boolean neverThere = truth == null && bereft.version() == null;
        return neverThere ? Optional.empty() : Optional.of(bereft.settled());
    }
}
