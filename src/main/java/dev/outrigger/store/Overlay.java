package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.LetterEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.resolution.RecordedConflict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final List<LetterEdit> letters = new ArrayList<>();
    private final List<RecordedConflict> conflicts = new ArrayList<>();
    private Counts counts;

    Overlay(Counts counts, Instant now) {
        this.counts = counts;
        this.now = now;
    }

    /// One key's row and mutations.
    ///
    /// @param places of the row among changes, for [Row]
    record State(Knowledge knowledge, Places places) {
        @Nullable Row row() {
            StoredItem stored = knowledge.stored();
            return stored == null ? null : new Row(stored, places);
        }
    }

    /// @param before as the database has it
    /// @param after as it shall have it
    record Entry(ItemKey key, State before, State after) {}

    /// A moment to return to.
    record Mark(int replaced, int changes, int letters, Counts counts) {}

    boolean holds(ItemKey key) {
        return entries.containsKey(key);
    }

    void hold(ItemKey key, @Nullable Row row, List<PendingMutation> outbox) {
        Knowledge knowledge = new Knowledge(key, row == null ? null : row.stored(), outbox);
        State state = new State(knowledge, row == null ? Places.NONE : row.places());
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

    /// Notes conflicts that verdicts of this transaction have settled.
    void note(List<RecordedConflict> noted) {
        conflicts.addAll(noted);
    }

    List<RecordedConflict> conflicts() {
        return List.copyOf(conflicts);
    }

    /// Edits of the dead letters, in order.
    List<LetterEdit> letters() {
        return List.copyOf(letters);
    }

    /// Local clock, the same for everything that is committed together.
    Instant now() {
        return now;
    }

    Counts counts() {
        return counts;
    }

    Knowledge knowledge(ItemKey key) {
        return entry(key).after().knowledge();
    }

    /// What the database knows.
    Knowledge before(ItemKey key) {
        return entry(key).before().knowledge();
    }

    /// Of the item's newest change.
    long seq(ItemKey key) {
        return entry(key).after().places().seq();
    }

    Mark mark() {
        return new Mark(replaced.size(), changes.size(), letters.size(), counts);
    }

    void undo(Mark mark) {
        while (replaced.size() > mark.replaced()) {
            Entry earlier = replaced.removeLast();
            entries.put(earlier.key(), earlier);
        }
        changes.subList(mark.changes(), changes.size()).clear();
        letters.subList(mark.letters(), letters.size()).clear();
        counts = mark.counts();
    }

    /// Makes the effect of a decision what later decisions know.
    void perform(ItemKey key, Effect effect) {
        Entry entry = entry(key);
        Places places = entry.after().places();
        ItemChange change = effect.change();
        if (change != null) {
            counts = counts.nextChange();
            changes.add(new LoggedChange(counts.newestSeq(), visible(change), now));
            places = places.with(change.kind(), counts.newestSeq());
        }
        Knowledge before = entry.after().knowledge();
        Knowledge after = before.after(effect, counts.newestSeq(), now);
        letters.addAll(LetterEdit.of(before, effect, after));
        counts = counts.withOutbox(key.model(), after.outbox().size() - before.outbox().size());
        replaced.add(entry);
        entries.put(key, new Entry(key, entry.before(), new State(after, places)));
        if (after.visible()) {
            putLive.computeIfAbsent(key.model(), _ -> new LinkedHashSet<>()).add(key);
        }
    }

    /// As it will be read from the change log.
    private static ItemChange visible(ItemChange change) {
        StoredItem before = change.before();
        if (change.after().base() == null && (before == null || before.base() == null)) {
            return change;
        }
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
