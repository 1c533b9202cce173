package dev.outrigger.replica;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The newest changes, kept in memory once for all observers. It relies on a seq being one more
/// than the seq before it. The writer's thread adds and observers' threads read.
final class RecentChanges {
    /// Below every seq by more than one, so that the first change is never taken for the next one.
    private static final long UNKNOWN = -1;

    private final @Nullable LoggedChange[] ring;

    /// Seq of the oldest change that is held; above `newest` when none is, and above everything as
    /// long as nothing is known of the log.
    private long oldest = Long.MAX_VALUE;

    private long newest = UNKNOWN;

    RecentChanges(int capacity) {
        this.ring = new @Nullable LoggedChange[capacity];
    }

    synchronized void add(List<LoggedChange> changes) {
        for (LoggedChange change : changes) {
            if (change.seq() != newest + 1) {
                oldest = change.seq();
            }
            newest = change.seq();
            ring[slot(newest)] = change;
            oldest = Math.max(oldest, newest - ring.length + 1);
        }
    }

    /// Remembers only how far the log goes, so that nothing is held that nobody waits for.
    synchronized void skip(List<LoggedChange> changes) {
        if (oldest <= newest) {
            Arrays.fill(ring, null);
        }
        newest = changes.getLast().seq();
        oldest = newest + 1;
    }

    /// Forgets every change up to `seq`, which is the newest one unless later ones came already.
    synchronized void clear(long seq) {
        if (newest <= seq) {
            Arrays.fill(ring, null);
            newest = seq;
        }
        oldest = Math.max(seq + 1, oldest <= newest ? oldest : newest + 1);
    }

    /// Changes after `position`, oldest first, at most `limit`; empty when there are none. Nothing
    /// at all when some of them are no longer held.
    synchronized Optional<List<LoggedChange>> after(long position, int limit) {
        if (position + 1 < oldest) {
            return Optional.empty();
        }
        List<LoggedChange> changes = new ArrayList<>();
        for (long seq = position + 1; seq <= newest && changes.size() < limit; seq++) {
            LoggedChange change = ring[slot(seq)];
            if (change != null) {
                changes.add(change);
            }
        }
        return Optional.of(changes);
    }

    /// Seq of the newest change that was added or skipped; 0 before the first one.
    synchronized long newest() {
        return Math.max(0, newest);
    }

    private int slot(long seq) {
        return (int) (seq % ring.length);
    }
}
