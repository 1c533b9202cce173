package dev.outrigger.store;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Shortens the change log to what is to be kept of it, as a part of transactions that are made
/// anyway. The newest change stays, however old it is: seqs go on from it. Used by the writer's
/// thread only.
final class Pruning {
    /// Deleting too many old changes at once would keep edits waiting.
    private static final int AT_ONCE = 10_000;

    /// The log may exceed its limit by this part of it, so that most transactions need not prune.
    private static final int SLACK_DIVISOR = 20;

    private final ChangeLog log;
    private final Retention retention;
    private final InstantSource clock;
    private Instant nextLook = Instant.MIN;

    Pruning(ReplicaTables tables, Retention retention, InstantSource clock) {
        this.log = new ChangeLog(tables);
        this.retention = retention;
        this.clock = clock;
    }

    /// Whether the next transaction is to call [#prune].
    boolean isDue(Counts now) {
        return hasTooMany(now) || looksForOldOnes(now);
    }

    /// @return the counts of what is left
    Counts prune(Connection connection, Counts now) throws SQLException {
        long first = now.oldestSeq();
        long last = hasTooMany(now) ? now.newestSeq() - retention.changes() : first - 1;
        Duration age = retention.age();
        if (age != null && looksForOldOnes(now)) {
            last = Math.max(last, log.lastBefore(connection, clock.instant().minus(age), AT_ONCE));
            nextLook = last - first >= AT_ONCE - 1 ? Instant.MIN : lookAfter(retention.interval());
        }
        last = Math.min(Math.min(last, first + AT_ONCE - 1), now.newestSeq() - 1);
        if (last < first) {
            return now;
        }
        log.prune(connection, last);
        return now.prunedUpTo(last);
    }

    private boolean hasTooMany(Counts now) {
        long kept = retention.changes();
        return now.changes() > kept + kept / SLACK_DIVISOR;
    }

    private boolean looksForOldOnes(Counts now) {
        return retention.age() != null && now.changes() > 0 && !clock.instant().isBefore(nextLook);
    }

    private Instant lookAfter(@Nullable Duration interval) {
        return interval == null ? Instant.MAX : clock.instant().plus(interval);
    }
}
