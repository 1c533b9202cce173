package dev.outrigger.postgres;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// Writes ids into the table `note` and numbers them without a gap, from a counter in memory: a
/// counter that is not forgotten with its transaction shows as a gap.
final class Notes implements Batch<Integer, Integer> {
    /// The id that no code path expects.
    static final int BUG = Integer.MIN_VALUE;

    final List<Integer> groups = new CopyOnWriteArrayList<>();
    final List<Integer> published = new CopyOnWriteArrayList<>();
    private volatile @Nullable CountDownLatch gate;
    private volatile boolean held;
    private @Nullable Integer last;

    /// Makes the next transaction wait for the latch that is returned.
    CountDownLatch hold() {
        var closed = new CountDownLatch(1);
        gate = closed;
        return closed;
    }

    boolean isHeld() {
        return held;
    }

    @Override
    public List<Integer> execute(Connection connection, List<Integer> ids, Ending ending)
            throws SQLException {
        awaitGate();
        groups.add(ids.size());
        var numbers = new ArrayList<Integer>();
        int number = last == null ? lastStored(connection) : last;
        try (var insert = connection.prepareStatement("insert into note values (?, ?)")) {
            for (int id : ids) {
                if (id == BUG) {
                    throw new IllegalStateException("planted");
                }
                number++;
                insert.setInt(1, id);
                insert.setInt(2, number);
                insert.addBatch();
                numbers.add(number);
            }
            insert.executeBatch();
        }
        last = number;
        return numbers;
    }

    @Override
    public void onRollback() {
        last = null;
    }

    @Override
    public void afterCommit(List<Integer> results) {
        published.addAll(results);
    }

    /// The same batch, which also notes every id that it is asked to write.
    Batch<Integer, Integer> countingAttempts(List<Integer> attempts) {
        return new Batch<>() {
            @Override
            public List<Integer> execute(Connection connection, List<Integer> ids, Ending ending)
                    throws SQLException {
                attempts.addAll(ids);
                return Notes.this.execute(connection, ids, ending);
            }

            @Override
            public void onRollback() {
                Notes.this.onRollback();
            }
        };
    }

    private static int lastStored(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select coalesce(max(seq), 0) from note")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void awaitGate() {
        CountDownLatch closed = gate;
        if (closed != null) {
            gate = null;
            held = true;
            try {
                closed.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
