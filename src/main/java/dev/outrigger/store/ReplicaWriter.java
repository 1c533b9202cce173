package dev.outrigger.store;

import dev.outrigger.postgres.Batch;
import dev.outrigger.replica.Clearing.Outcome;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.ReplicaProgress.Extent;
import dev.outrigger.sync.expression.Expressions;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Executes the operations of one replica, numbers their changes and publishes them after commit.
///
/// The next number is in memory, and read from the database whenever it is not certain any more.
/// So a change has the number after the one before it, whatever was rolled back in between.
final class ReplicaWriter implements Batch<Operation, Operation.Result> {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Writing writing;
    private final InstantSource clock;
    private final Consumer<List<LoggedChange>> publisher;
    private final Consumer<Extent> extent;
    private final Reads reads;
    private final Pruning pruning;

    /// Null when the database must be asked.
    private @Nullable Counts counts;

    /// Of the transaction under way.
    private @Nullable Counts nextCounts;

    private List<LoggedChange> unpublished = List.of();

    /// Newest seq that listeners have heard of; negative before the first transaction.
    private long published = -1;

    /// @param publisher is told what was committed
    /// @param extent is told how far the replica has got, after that
    ReplicaWriter(
            Writing writing,
            InstantSource clock,
            Consumer<List<LoggedChange>> publisher,
            Consumer<Extent> extent) {
        this.writing = writing;
        this.clock = clock;
        this.publisher = publisher;
        this.extent = extent;
        this.reads = new Reads(writing.tables());
        this.pruning = new Pruning(writing.tables(), writing.limits().retention(), clock);
    }

    /// Nothing else is in the transaction, so that rolling it back and making it again is no more
    /// than a second try.
    @Override
    public List<Operation.Result> execute(
            Connection connection, List<Operation> operations, Ending ending) throws SQLException {
        try {
            return execute(connection, operations, Expectation.FRESH_KEYS, ending);
        } catch (SQLException failure) {
            if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw failure;
            }
            connection.rollback();
            return execute(connection, operations, Expectation.NOTHING, ending);
        }
    }

    private List<Operation.Result> execute(
            Connection connection,
            List<Operation> operations,
            Expectation expectation,
            Ending ending)
            throws SQLException {
        Counts now = counts == null ? reads.counts(connection) : counts;
        List<LoggedChange> changes = new ArrayList<>(missed(connection, now));
        List<Operation.Result> results = new ArrayList<>(operations.size());
        List<List<Operation>> groups = wholesApart(operations);
        Optional<Transaction> unwritten = Optional.empty();
        for (List<Operation> group : groups) {
            if (unwritten.isPresent()) {
                unwritten.get().write();
                unwritten = Optional.empty();
            }
            switch (group.getFirst()) {
                case Operation.Release _ -> results.add(release(connection));
                case Operation.Aside(Operation.Work work) -> results.add(work.run(connection));
                case Operation.DiscardStranded(long id) ->
                        results.add(
                                new Operation.Result.Discarded(
                                        new StrandedRows(writing.tables()).delete(connection, id)));
                case Operation.Clear(var unsent) -> {
                    Outcome outcome =
                            new ReplicaClearing(writing.tables(), connection).run(now, unsent);
                    results.add(new Operation.Result.Cleared(outcome));
                    now = after(outcome, now);
                }
                case Operation.EditOne _,
                        Operation.EditAll _,
                        Operation.Claim _,
                        Operation.Settle _,
                        Operation.Decide _,
                        Operation.DecideConflict _,
                        Operation.Apply _,
                        Operation.Remove _,
                        Operation.Sweep _,
                        Operation.CatchUp _ -> {
                    Overlay overlay =
                            new Overlay(now, clock.instant().truncatedTo(ChronoUnit.MILLIS));
                    var transaction = new Transaction(connection, writing, overlay, expectation);
                    results.addAll(transaction.decide(group));
                    unwritten = Optional.of(transaction);
                    changes.addAll(overlay.changes());
                    now = transaction.counts();
                }
            }
        }
        unpublished = changes;
        nextCounts = finished(connection, unwritten, now, ending);
        return results;
    }

    /// Most of the time what was decided last can be written together with the commit.
    private Counts finished(
            Connection connection, Optional<Transaction> unwritten, Counts now, Ending ending)
            throws SQLException {
        if (unwritten.isEmpty()) {
            return pruning.isDue(now) ? pruning.prune(connection, now) : now;
        }
        if (pruning.isDue(now)) {
            unwritten.get().write();
            return pruning.prune(connection, now);
        }
        unwritten.get().commit(ending);
        return now;
    }

    @Override
    public void onRollback() {
        counts = null;
    }

    @Override
    public void afterCommit(List<Operation.Result> results) {
        counts = nextCounts;
        for (Operation.Result result : results) {
            if (result instanceof Operation.Result.Adopted(Expressions expressions)) {
                writing.screen().adopt(expressions);
            }
        }
        List<LoggedChange> committed = unpublished;
        if (!committed.isEmpty()) {
            published = committed.getLast().seq();
            publisher.accept(committed);
        }
        extent.accept(nextCounts.extent());
    }

    private static Counts after(Outcome outcome, Counts before) {
        return switch (outcome) {
            case Outcome.Cleared cleared -> Counts.emptied(cleared.seq());
            case Outcome.OutboxNotEmpty _ -> before;
        };
    }

    /// Some operations are statements of their own, which an overlay does not see.
    private static List<List<Operation>> wholesApart(List<Operation> operations) {
        List<List<Operation>> groups = new ArrayList<>();
        boolean open = false;
        for (Operation operation : operations) {
            boolean whole =
                    operation instanceof Operation.Release
                            || operation instanceof Operation.DiscardStranded
                            || operation instanceof Operation.Aside
                            || operation instanceof Operation.Clear;
            if (whole || !open) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(operation);
            open = !whole;
        }
        return groups;
    }

    private Operation.Result release(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int released =
                    statement.executeUpdate(
                            "update %s set standing = 'WAITING' where standing = 'HELD'"
                                    .formatted(writing.tables().own("_outbox")));
            // They are in the outbox again, and nowhere else.
            statement.executeUpdate(
                    "delete from %s where policy = 'HOLD'"
                            .formatted(writing.tables().own("_dead_letter")));
            return new Operation.Result.Released(released);
        }
    }

    /// Changes that were committed while nobody could say so.
    private List<LoggedChange> missed(Connection connection, Counts found) throws SQLException {
        if (published < 0) {
            published = found.newestSeq();
        }
        int many = Math.toIntExact(Math.max(0, found.newestSeq() - published));
        return many == 0 ? List.of() : reads.changes(connection, published, many);
    }
}
