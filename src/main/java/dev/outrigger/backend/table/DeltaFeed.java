package dev.outrigger.backend.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells listeners what was written, in the order of the delta table's numbers. It knows the number
/// of the last write that it told, and since numbers have no gap it knows from the next one whether
/// something is missing between them.
///
/// A group of this process is told from memory when it comes next. When it does not, others have
/// written before it, and all of it is told once it was read from the table.
final class DeltaFeed {
    private final CopyOnWriteArrayList<CommitListener> listeners = new CopyOnWriteArrayList<>();

    /// Held while listeners are told, so that they hear one after the other.
    private final Object order = new Object();

    private long position;

    /// Every write up to `position` counts as told.
    DeltaFeed(long position) {
        this.position = position;
    }

    void add(CommitListener listener) {
        listeners.add(listener);
    }

    void remove(CommitListener listener) {
        listeners.remove(listener);
    }

    /// The number of the last write that was told.
    long position() {
        synchronized (order) {
            return position;
        }
    }

    /// Takes a group that this process has committed.
    void wrote(long firstSeq, List<Committed> writes) {
        synchronized (order) {
            if (firstSeq == position + 1) {
                position += writes.size();
                listeners.forEach(listener -> listener.committed(writes));
            }
        }
    }

    /// Takes records that were read in their order; those that were told meanwhile are passed over.
    void read(List<DeltaTable.Logged> records) {
        synchronized (order) {
            List<Committed> writes = new ArrayList<>(records.size());
            for (DeltaTable.Logged logged : records) {
                if (logged.seq() > position) {
                    if (logged.seq() > position + 1) {
                        tell(writes);
                        writes.clear();
                        listeners.forEach(CommitListener::missed);
                    }
                    position = logged.seq();
                    logged.write().ifPresent(writes::add);
                }
            }
            tell(writes);
        }
    }

    /// Goes on from `newest`, which was the last number a moment ago, without telling what is
    /// before it; not when somebody has use for it meanwhile, since writes after his arrival might
    /// be among it.
    ///
    /// @return whether it did
    boolean skipTo(long newest) {
        synchronized (order) {
            if (!listeners.stream().allMatch(CommitListener::idle)) {
                return false;
            }
            position = Math.max(position, newest);
            return true;
        }
    }

    /// Goes back to `newest`: an older copy of the database was restored, and nobody knows what its
    /// readers have seen.
    void restartAt(long newest) {
        synchronized (order) {
            position = newest;
            listeners.forEach(CommitListener::missed);
        }
    }

    private void tell(List<Committed> writes) {
        if (!writes.isEmpty()) {
            List<Committed> told = List.copyOf(writes);
            listeners.forEach(listener -> listener.committed(told));
        }
    }
}
