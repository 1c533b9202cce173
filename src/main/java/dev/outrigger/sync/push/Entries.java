package dev.outrigger.sync.push;

import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.push.Window.Entry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The mutations of a window, by id, oldest first; immutable.
///
/// Every event changes an entry or two of some hundred. A sorted array is copied in one stroke,
/// where a tree would be built anew node by node.
public final class Entries implements Iterable<Entry> {
    private static final Entries NONE = new Entries(new Entry[0]);

    private final Entry[] sorted;

    private Entries(Entry[] sorted) {
        this.sorted = sorted;
    }

    public static Entries none() {
        return NONE;
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    public int size() {
        return sorted.length;
    }

    public List<Long> ids() {
        return stream().map(Entry::id).toList();
    }

    public Stream<Entry> stream() {
        return Arrays.stream(sorted);
    }

    @Override
    public Iterator<Entry> iterator() {
        return stream().iterator();
    }

    @Nullable Entry get(long id) {
        int place = placeOf(id);
        return place < 0 ? null : sorted[place];
    }

    /// Those with an id that is here stay as they are.
    Entries with(List<PendingMutation> loaded) {
        List<Entry> more =
                loaded.stream()
                        .filter(mutation -> placeOf(mutation.id()) < 0)
                        .map(Entry::of)
                        .toList();
        if (more.isEmpty()) {
            return this;
        }
        Entry[] all = Arrays.copyOf(sorted, sorted.length + more.size());
        for (int index = 0; index < more.size(); index++) {
            all[sorted.length + index] = more.get(index);
        }
        Arrays.sort(all, (one, other) -> Long.compare(one.id(), other.id()));
        return new Entries(all);
    }

    /// With these changed; ids that are not here are passed over.
    Entries changed(List<Long> ids, UnaryOperator<Entry> change) {
        Entry[] all = sorted.clone();
        for (long id : ids) {
            int place = placeOf(id);
            if (place >= 0) {
                all[place] = change.apply(all[place]);
            }
        }
        return new Entries(all);
    }

    Entries without(long id) {
        int place = placeOf(id);
        if (place < 0) {
            return this;
        }
        Entry[] others = new Entry[sorted.length - 1];
        System.arraycopy(sorted, 0, others, 0, place);
        System.arraycopy(sorted, place + 1, others, place, others.length - place);
        return new Entries(others);
    }

    Entries without(Predicate<Entry> unwanted) {
        List<Entry> others = new ArrayList<>(List.of(sorted));
        others.removeIf(unwanted);
        return new Entries(others.toArray(Entry[]::new));
    }

    /// Negative when it is not here.
    private int placeOf(long id) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = sorted[middle].id();
            if (found == id) {
                return middle;
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entries entries && Arrays.equals(sorted, entries.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
