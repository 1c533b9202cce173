package dev.outrigger.replica;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The changes behind an observer's place in the log. What a read finds may have them already; as
/// each tells what the item was before, the read can be taken back to the observer's place.
final class Later {
    private final Set<String> models;
    private final Map<ItemKey, Deque<LoggedChange>> changes = new LinkedHashMap<>();
    private long upTo;

    /// @param models whose changes count
    /// @param position where the observer begins
    Later(Set<String> models, long position) {
        this.models = Set.copyOf(models);
        this.upTo = position;
    }

    /// Seq of the newest change that it knows of.
    long upTo() {
        return upTo;
    }

    /// Takes in the next part of the log, of which the beginning may be known already.
    void learn(List<LoggedChange> next) {
        for (LoggedChange each : next) {
            if (each.seq() > upTo) {
                upTo = each.seq();
                ItemKey key = each.change().key();
                if (models.contains(key.model())) {
                    changes.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(each);
                }
            }
        }
    }

    /// The observer has come to this change, which is the next one.
    void passed(LoggedChange change) {
        ItemKey key = change.change().key();
        Deque<LoggedChange> ofItem = changes.get(key);
        if (ofItem != null && ofItem.getFirst().seq() == change.seq()) {
            ofItem.removeFirst();
            if (ofItem.isEmpty()) {
                changes.remove(key);
            }
        }
    }

    /// The replica as it is at the observer's place.
    Moment now() {
        return new Moment(this, null);
    }

    /// The replica as it was before the change that the observer has come to.
    Moment before(LoggedChange change) {
        return new Moment(this, change.change());
    }

    /// A state of the replica.
    ///
    /// @param undone a change that is not in it, though the observer has come to it; null for none
    record Moment(Later later, @Nullable ItemChange undone) {
        /// True when a read may show another state of this item.
        boolean knows(ItemKey key) {
            return later.changes.containsKey(key) || isUndone(key);
        }

        /// How many items of a model reads may show another state of.
        int known(String model) {
            return known(model, new ArrayList<>());
        }

        /// Those of them that were there, as they were.
        List<StoredItem> items(String model) {
            List<StoredItem> found = new ArrayList<>();
            known(model, found);
            return found;
        }

        private int known(String model, List<StoredItem> found) {
            int count = 0;
            if (undone != null && undone.key().model().equals(model)) {
                count++;
                add(found, undone.before());
            }
            for (Map.Entry<ItemKey, Deque<LoggedChange>> each : later.changes.entrySet()) {
                ItemKey key = each.getKey();
                if (key.model().equals(model) && !isUndone(key)) {
                    count++;
                    add(found, each.getValue().getFirst().change().before());
                }
            }
            return count;
        }

        private boolean isUndone(ItemKey key) {
            return undone != null && undone.key().equals(key);
        }

        private static void add(List<StoredItem> found, @Nullable StoredItem item) {
            if (item != null) {
                found.add(item);
            }
        }
    }
}
