package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one transaction knows and has decided so far, in memory: the database is read before the
/// decisions and written after them, both in bulk.
///
/// Entries are values, so that whatever was decided since a [Mark] can be undone.
final class Overlay {
    private final Instant now;
    private final Map<ItemKey, Entry> entries = new LinkedHashMap<>();
    private final List<Entry> replaced = new ArrayList<>();
    private final Map<String, Set<ItemKey>> putLive = new HashMap<>();
    private final List<LoggedChange> changes = new ArrayList<>();
    private Counts counts;

    Overlay(Counts counts, Instant now) {
        this.counts = counts;
        this.now = now;
    }

    /// One key's row and mutations, these oldest first.
    record State(@Nullable Row row, List<PendingMutation> outbox) {}

    /// @param before as the database has it
    /// @param after as it shall have it
    record Entry(ItemKey key, State before, State after) {}

    /// A moment to return to.
    record Mark(int replaced, int changes, Counts counts) {}

    boolean holds(ItemKey key) {
        return entries.containsKey(key);
    }

    void hold(ItemKey key, @Nullable Row row, List<PendingMutation> outbox) {
        State state = new State(row, List.copyOf(outbox));
        entries.put(key, new Entry(key, state, state));
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /// The keys of a model that some decision put a live item at, whether or not it is still there.
    Set<ItemKey> putLive(String model) {
        return putLive.getOrDefault(model, Set.of());
    }

    List<LoggedChange> changes() {
        return List.copyOf(changes);
    }

    Counts counts() {
        return counts;
    }

    @Nullable Row row(ItemKey key) {
        return entry(key).after().row();
    }

    /// As the database has it.
    @Nullable Row before(ItemKey key) {
        return entry(key).before().row();
    }

    Knowledge knowledge(ItemKey key) {
        State state = entry(key).after();
        Row row = state.row();
        return new Knowledge(key, row == null ? null : row.stored(), state.outbox());
    }

    Mark mark() {
        return new Mark(replaced.size(), changes.size(), counts);
    }

    void undo(Mark mark) {
        while (replaced.size() > mark.replaced()) {
            Entry earlier = replaced.removeLast();
            entries.put(earlier.key(), earlier);
        }
        changes.subList(mark.changes(), changes.size()).clear();
        counts = mark.counts();
    }

    /// Makes the effect of a decision what later decisions know.
    void perform(ItemKey key, Effect effect) {
        Entry entry = entry(key);
        ItemChange change = effect.change();
        if (change != null) {
            counts = counts.nextChange();
            changes.add(new LoggedChange(counts.newestSeq(), visible(change), now));
        }
        Knowledge decided = knowledge(key).after(effect, counts.newestSeq(), now);
        List<PendingMutation> outbox = decided.outbox();
        counts = counts.withOutbox(outbox.size() - entry.after().outbox().size());
        State after = new State(placed(decided.stored(), entry.after().row(), change), outbox);
        replaced.add(entry);
        entries.put(key, new Entry(key, entry.before(), after));
        if (after.row() != null && after.row().stored().live()) {
            putLive.computeIfAbsent(key.model(), _ -> new LinkedHashSet<>()).add(key);
        }
    }

    private @Nullable Row placed(
            @Nullable StoredItem stored, @Nullable Row before, @Nullable ItemChange change) {
        if (stored == null) {
            return null;
        }
        long seq = before == null ? 0 : before.seq();
        long insertion = before == null ? 0 : before.insertion();
        if (change == null) {
            return new Row(stored, seq, insertion);
        }
        boolean inserted = change.kind() == ItemChange.Kind.INSERT;
        return new Row(stored, counts.newestSeq(), inserted ? counts.newestSeq() : insertion);
    }

    /// As it will be read from the change log.
    private static ItemChange visible(ItemChange change) {
        StoredItem before = change.before();
        return new ItemChange(
                change.kind(),
                change.origin(),
                before == null ? null : StoredItemJson.withoutBase(before),
                StoredItemJson.withoutBase(change.after()));
    }

    private Entry entry(ItemKey key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            throw new IllegalStateException(key + " is decided about before it was loaded");
        }
        return entry;
    }
}
