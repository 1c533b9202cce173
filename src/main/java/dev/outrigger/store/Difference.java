package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.store.Overlay.Entry;
import dev.outrigger.sync.PendingMutation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What has to be written so that the database is as a transaction decided.
///
/// @param inserted rows by model that the table does not have
/// @param replaced rows by model that it has
/// @param erased keys by model of rows that it has and shall not have
/// @param disturbed rows as the table has them, of those replaced and erased that may stand for the
///     change that brought them
/// @param appended mutations that the outbox does not have
/// @param rewritten mutations that it has in another form
/// @param ended ids of mutations that it has and shall not have
record Difference(
        Map<String, List<Row>> inserted,
        Map<String, List<Row>> replaced,
        Map<String, List<ItemKey>> erased,
        List<Row> disturbed,
        List<PendingMutation> appended,
        List<PendingMutation> rewritten,
        List<Long> ended) {
    Difference() {
        this(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    void add(Entry entry) {
        addRow(entry.key(), entry.before().row(), entry.after().row());
        addMutations(entry.before().knowledge().outbox(), entry.after().knowledge().outbox());
    }

    private void addRow(ItemKey key, @Nullable Row before, @Nullable Row after) {
        if (before != null
                && before.mayStandForItsChange()
                && (after == null || !same(before, after))) {
            disturbed.add(before);
        }
        if (after == null) {
            if (before != null) {
                erased.computeIfAbsent(key.model(), _ -> new ArrayList<>()).add(key);
            }
        } else if (before == null) {
            inserted.computeIfAbsent(key.model(), _ -> new ArrayList<>()).add(after);
        } else if (!same(before, after)) {
            replaced.computeIfAbsent(key.model(), _ -> new ArrayList<>()).add(after);
        }
    }

    /// By identity: a decision that keeps the item hands on the same one.
    private static boolean same(Row before, Row after) {
        return after.stored() == before.stored() && after.places().equals(before.places());
    }

    private void addMutations(List<PendingMutation> before, List<PendingMutation> after) {
        if (before.isEmpty()) {
            appended.addAll(after);
            return;
        }
        Map<Long, PendingMutation> earlier =
                before.stream().collect(Collectors.toMap(PendingMutation::id, each -> each));
        Set<Long> kept = after.stream().map(PendingMutation::id).collect(Collectors.toSet());
        for (PendingMutation mutation : after) {
            PendingMutation known = earlier.get(mutation.id());
            if (known == null) {
                appended.add(mutation);
            } else if (known != mutation) {
                rewritten.add(mutation);
            }
        }
        earlier.keySet().stream().filter(id -> !kept.contains(id)).forEach(ended::add);
    }
}
