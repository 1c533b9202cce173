package dev.outrigger.sync.push;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The oldest part of the outbox, in memory, with what is being done about each mutation.
///
/// @param entries by id, oldest first; items with a held mutation are not here
/// @param held keys of the items with a mutation that waits for somebody's decision
/// @param readTo every mutation with an id up to this one was read from the store
/// @param reading what is going on with the store
public record Window(
        SortedMap<Long, Entry> entries, Set<ItemKey> held, long readTo, Reading reading) {
    /// Whether the store has more than the window holds.
    public enum Reading {
        /// Everything was read.
        COMPLETE,
        /// There may be more, and nobody has asked.
        MORE,
        /// Asked.
        UNDER_WAY,
        /// Asked, and the outbox has more since.
        STALE,
        /// Asked, and what was read before is different since: the answer is of no use.
        OUTDATED
    }

    /// What is being done about a mutation.
    public enum Phase {
        /// Its turn has not come.
        QUEUED,
        /// Between the claim and the durable verdict.
        UNDER_WAY
    }

    public record Entry(PendingMutation mutation, Phase phase) {}

    public Window {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        held = Set.copyOf(held);
    }

    static Window empty() {
        return new Window(new TreeMap<>(), Set.of(), 0, Reading.MORE);
    }

    /// The ids whose turn has come, oldest first, at most as many as lanes are free.
    ///
    /// A mutation waits for every earlier one of the same item, of an item that it refers to, and
    /// of an item that refers to its own: so parents are created before and deleted after their
    /// children, and everything else overtakes freely.
    List<Long> sendable(int lanes) {
        int free = lanes - (int) underWay();
        List<Long> ids = new ArrayList<>();
        Set<ItemKey> earlier = new HashSet<>(held);
        Set<ItemKey> referredTo = new HashSet<>();
        for (Entry entry : entries.values()) {
            if (ids.size() >= free) {
                break;
            }
            PendingMutation mutation = entry.mutation();
            boolean blocked =
                    earlier.contains(mutation.key())
                            || referredTo.contains(mutation.key())
                            || mutation.related().stream()
                                    .anyMatch(key -> earlier.contains(key) && !held.contains(key));
            if (!blocked && entry.phase() == Phase.QUEUED) {
                ids.add(mutation.id());
            }
            earlier.add(mutation.key());
            referredTo.addAll(mutation.related());
        }
        return ids;
    }

    public long underWay() {
        return entries.values().stream().filter(entry -> entry.phase() == Phase.UNDER_WAY).count();
    }

    Window with(List<PendingMutation> loaded, Reading next) {
        TreeMap<Long, Entry> all = new TreeMap<>(entries);
        Set<ItemKey> keys = new HashSet<>(held);
        long last = readTo;
        for (PendingMutation mutation : loaded) {
            last = Math.max(last, mutation.id());
            if (mutation.standing() == Standing.HELD) {
                keys.add(mutation.key());
            } else if (!keys.contains(mutation.key())) {
                all.putIfAbsent(mutation.id(), new Entry(mutation, Phase.QUEUED));
            }
        }
        return new Window(all, keys, last, next);
    }

    /// These were read too, and are none of the window's business.
    Window readTo(List<PendingMutation> loaded) {
        long last = loaded.isEmpty() ? readTo : loaded.getLast().id();
        return new Window(entries, held, Math.max(readTo, last), reading);
    }

    Window underWay(List<Long> ids) {
        return changed(ids, Phase.UNDER_WAY);
    }

    Window queued(List<Long> ids) {
        return changed(ids, Phase.QUEUED);
    }

    Window without(long id) {
        TreeMap<Long, Entry> all = new TreeMap<>(entries);
        all.remove(id);
        return new Window(all, held, readTo, reading);
    }

    /// Without the mutation and all others of its item, which wait behind it in the store.
    Window holding(long id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return this;
        }
        Set<ItemKey> keys = new HashSet<>(held);
        keys.add(entry.mutation().key());
        return new Window(withoutItemOf(id).entries(), keys, readTo, reading);
    }

    Window withoutItemOf(long id) {
        Entry ended = entries.get(id);
        if (ended == null) {
            return this;
        }
        TreeMap<Long, Entry> others = new TreeMap<>(entries);
        others.values().removeIf(each -> each.mutation().key().equals(ended.mutation().key()));
        return new Window(others, held, readTo, reading);
    }

    /// Everything is read again from the start; what is under way stays.
    Window fromStart() {
        Reading next =
                switch (reading) {
                    case COMPLETE, MORE -> Reading.MORE;
                    case UNDER_WAY, STALE, OUTDATED -> Reading.OUTDATED;
                };
        return new Window(entries, Set.of(), 0, next);
    }

    /// The store has more since the window was read.
    Window unread() {
        Reading next =
                switch (reading) {
                    case COMPLETE, MORE -> Reading.MORE;
                    case UNDER_WAY, STALE -> Reading.STALE;
                    case OUTDATED -> Reading.OUTDATED;
                };
        return new Window(entries, held, readTo, next);
    }

    Window reading(Reading next) {
        return new Window(entries, held, readTo, next);
    }

    private Window changed(List<Long> ids, Phase phase) {
        TreeMap<Long, Entry> all = new TreeMap<>(entries);
        for (long id : ids) {
            all.computeIfPresent(id, (_, entry) -> new Entry(entry.mutation(), phase));
        }
        return new Window(all, held, readTo, reading);
    }
}
