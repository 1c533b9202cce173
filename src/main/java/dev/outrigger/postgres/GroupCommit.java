package dev.outrigger.postgres;

import dev.outrigger.postgres.WriteFailure.DatabaseUnavailable;
import dev.outrigger.postgres.WriteFailure.Outcome;
import dev.outrigger.postgres.WriteFailure.Rejected;
import dev.outrigger.postgres.WriteFailure.WriterClosed;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

/// The one writer of a set of tables: it takes the operations that many callers submit and commits
/// all that wait as one transaction, so that they share one flush to disk. Operations are
/// executed, committed and answered in the order of submission.
///
/// A lone caller never waits for others. After a group, the writer gives those that it has just
/// answered a moment to come back, at most half of what the group took and never more than
/// [#LONGEST_PATIENCE]. Without it eight callers would fall into groups of one and seven in turn,
/// because the first to come back would be written alone. Callers that take longer than that to
/// come back are not waited for: in that time others of them can be written.
///
/// What a caller can rely on, by what its future says:
/// - a result: the transaction is committed, and [Batch#afterCommit] has run for it;
/// - [WriteFailure.QueueFull], [WriteFailure.WriterClosed]: the operation was never executed;
/// - [WriteFailure.Rejected]: it failed by itself, alone in a transaction that was rolled back. A
///   deadlock is no such failure the first time, as the other side goes on after it.
///   When a group fails, it is rolled back and its operations are executed again one by one, so
///   that one of them cannot fail the others;
/// - [WriteFailure.DatabaseUnavailable] with [WriteFailure.Outcome#NOT_STORED]: the connection
///   broke before the commit was sent, the one further attempt on a fresh connection failed too, or
///   there was no connection. It is not stored;
/// - the same with [WriteFailure.Outcome#UNKNOWN]: the connection broke while the commit was under
///   way. It is stored or not, it is not executed again, and only a read can tell.
///
/// While there is no connection every submission is refused at once, and the writer keeps trying to
/// connect with a growing pause. Futures complete on the writer's thread: a caller must neither
/// block there nor close the writer from there.
///
/// @param <O> one operation
/// @param <R> what its caller gets once it is durable
public final class GroupCommit<O, R> implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommit.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PATIENCE = Duration.ofMillis(1);
    private static final String DEADLOCK = "40P01";
    private static final Duration ABORT_LIMIT = Duration.ofSeconds(1);

    private final Settings settings;
    private final DataSource source;
    private final Batch<O, R> batch;
    private final WriteQueue<Pending<O, R>> queue;
    private final Thread writer;

    /// Written by the writer alone; read by whoever closes, to break a hanging statement.
    private volatile @Nullable Connection connection;

    /// Of the transaction under way: what is known of it should the connection break now.
    private Outcome ifLost = Outcome.NOT_STORED;

    /// The writer's limits.
    ///
    /// @param name of the thread, and of the writer in the log
    /// @param queueLimit operations that may wait; the next one is refused with `QueueFull`
    /// @param maximumBatch operations in one transaction, so that its callers wait a bounded time
    /// @param closeLimit how long [GroupCommit#close] waits for what was submitted before it
    /// @param session statements that every new connection runs first; may be empty
    public record Settings(
            String name, int queueLimit, int maximumBatch, Duration closeLimit, String session) {
        public Settings {
            if (queueLimit < 1 || maximumBatch < 1) {
                throw new IllegalArgumentException(
                        "queueLimit "
                                + queueLimit
                                + " and maximumBatch "
                                + maximumBatch
                                + " must be at least 1");
            }
        }

        public static Settings named(String name) {
            return new Settings(name, 10_000, 256, Duration.ofSeconds(5), "");
        }

        public Settings withSession(String statements) {
            return new Settings(name, queueLimit, maximumBatch, closeLimit, statements);
        }
    }

    private record Pending<O, R>(O operation, CompletableFuture<R> result) {}

    /// How one transaction ended.
    private sealed interface Attempt<R> {
        record Committed<R>(List<R> results) implements Attempt<R> {}

        record RolledBack<R>(Exception cause) implements Attempt<R> {}

        record Lost<R>(Outcome outcome, @Nullable Exception cause) implements Attempt<R> {}
    }

    private GroupCommit(Settings settings, DataSource source, Batch<O, R> batch) {
        this.settings = settings;
        this.source = source;
        this.batch = batch;
        this.queue = new WriteQueue<>(settings.queueLimit());
        this.writer = Thread.ofPlatform().daemon().name(settings.name()).unstarted(this::run);
    }

    /// Starts the writer; it keeps one connection of `source` for itself until it is closed.
    public static <O, R> GroupCommit<O, R> start(
            Settings settings, DataSource source, Batch<O, R> batch) {
        var started = new GroupCommit<>(settings, source, batch);
        started.writer.start();
        return started;
    }

    /// Hands over one operation. Never blocks; may be called from any thread. It fails with a
    /// [WriteFailure] and nothing else.
    public CompletableFuture<R> submit(O operation) {
        var result = new CompletableFuture<R>();
        WriteFailure refusal = queue.offer(new Pending<>(operation, result));
        if (refusal != null) {
            result.completeExceptionally(refusal);
        }
        return result;
    }

    /// Refuses new operations, writes those that wait, and gives up on them at the close limit.
    /// Every future is complete when it returns, unless the database neither answers nor lets go.
    @Override
    public void close() {
        queue.close();
        if (endedWithin(settings.closeLimit())) {
            return;
        }
        fail(queue.refuse(), new WriterClosed());
        abort();
        endedWithin(ABORT_LIMIT);
    }

    private boolean endedWithin(Duration limit) {
        try {
            return writer.join(limit);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        List<Pending<O, R>> group = List.of();
        try {
            Duration patience = Duration.ZERO;
            do {
                reconnect();
                group = queue.take(settings.maximumBatch(), patience);
                long began = System.nanoTime();
                write(group);
                Duration half = Duration.ofNanos((System.nanoTime() - began) / 2);
                patience = half.compareTo(LONGEST_PATIENCE) < 0 ? half : LONGEST_PATIENCE;
            } while (!group.isEmpty());
        } finally {
            // Only an Error gets here with work left, and its callers must not wait for ever.
            fail(group, new DatabaseUnavailable(Outcome.UNKNOWN, null));
            queue.close();
            fail(queue.refuse(), new WriterClosed());
            disconnect();
        }
    }

    private void write(List<Pending<O, R>> group) {
        if (group.isEmpty()) {
            return;
        }
        switch (attemptTwice(group)) {
            case Attempt.Committed<R>(var results) -> acknowledge(group, results);
            case Attempt.RolledBack<R> _ when group.size() > 1 ->
                    group.forEach(alone -> write(List.of(alone)));
            case Attempt.RolledBack<R>(var cause) -> fail(group, new Rejected(cause));
            case Attempt.Lost<R>(var outcome, var cause) ->
                    fail(group, new DatabaseUnavailable(outcome, cause));
        }
    }

    /// A connection that was idle is often found dead only by its next user; as long as no commit
    /// was sent, the same operations may go over a fresh one. Not once the writer is closed: there
    /// it is [#close] that breaks the connection, to come to an end.
    private Attempt<R> attemptTwice(List<Pending<O, R>> group) {
        Attempt<R> first = attempt(group);
        if (first instanceof Attempt.RolledBack<R>(var cause) && isDeadlock(cause)) {
            return attempt(group);
        }
        boolean repeatable =
                first instanceof Attempt.Lost<R> lost
                        && lost.outcome() == Outcome.NOT_STORED
                        && lost.cause() != null
                        && !queue.isClosed();
        return repeatable && ensureConnected() ? attempt(group) : first;
    }

    /// PostgreSQL has chosen us to give way to another session, which goes on then.
    private static boolean isDeadlock(Exception failure) {
        return failure instanceof SQLException said && DEADLOCK.equals(said.getSQLState());
    }

    private Attempt<R> attempt(List<Pending<O, R>> group) {
        Connection current = connection;
        if (current == null) {
            return new Attempt.Lost<>(Outcome.NOT_STORED, null);
        }
        ifLost = Outcome.NOT_STORED;
        try {
            List<O> operations = group.stream().map(Pending::operation).toList();
            List<R> results = batch.execute(current, operations, this::committing);
            if (results.size() != group.size()) {
                throw new IllegalStateException(
                        results.size() + " results for " + group.size() + " operations");
            }
            committing();
            // Does nothing when the batch has committed with its last statements.
            current.commit();
            return new Attempt.Committed<>(results);
        } catch (SQLException | RuntimeException failure) {
            boolean told = ifLost == Outcome.NOT_STORED || failure instanceof SQLException;
            boolean undone = told && !ConnectionLoss.isCauseOf(failure) && isRolledBack(current);
            batch.onRollback();
            if (undone) {
                return new Attempt.RolledBack<>(failure);
            }
            abort();
            return new Attempt.Lost<>(ifLost, failure);
        }
    }

    private void committing() {
        ifLost = Outcome.UNKNOWN;
    }

    private static boolean isRolledBack(Connection connection) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    private void acknowledge(List<Pending<O, R>> group, List<R> results) {
        queue.answering(group.size());
        try {
            batch.afterCommit(results);
        } catch (RuntimeException bug) {
            // The writes are durable whatever a listener does, and their callers have to hear that.
            LOGGER.atError()
                    .addKeyValue(LogKey.WRITER, settings.name())
                    .addKeyValue(LogKey.OPERATIONS, results.size())
                    .setCause(bug)
                    .log("Committed writes were not published");
        }
        for (int index = 0; index < group.size(); index++) {
            group.get(index).result().complete(results.get(index));
        }
    }

    private void fail(List<Pending<O, R>> group, WriteFailure failure) {
        group.forEach(pending -> pending.result().completeExceptionally(failure));
    }

    /// Returns with a connection, or without one when the queue is closed.
    private void reconnect() {
        Duration pause = FIRST_PAUSE;
        while (!ensureConnected() && !queue.isClosed()) {
            fail(queue.refuse(), new DatabaseUnavailable(Outcome.NOT_STORED, null));
            queue.pause(pause.toMillis());
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
        queue.accept();
    }

    private boolean ensureConnected() {
        if (connection != null) {
            return true;
        }
        try {
            connection = opened();
            LOGGER.atInfo().addKeyValue(LogKey.WRITER, settings.name()).log("Writer connected");
            return true;
        } catch (SQLException failure) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.WRITER, settings.name())
                    .addKeyValue(LogKey.ERROR, failure.getMessage())
                    .log("Writer cannot connect");
            return false;
        }
    }

    private Connection opened() throws SQLException {
        Connection fresh = source.getConnection();
        try {
            try (Statement statement = fresh.createStatement()) {
                statement.execute(KeptMemory.STATEMENT + ";" + settings.session());
            }
            fresh.setAutoCommit(false);
            return fresh;
        } catch (SQLException failure) {
            fresh.close();
            throw failure;
        }
    }

    private void disconnect() {
        try (Connection _ = connection) {
            connection = null;
        } catch (SQLException failure) {
            LOGGER.atDebug().setCause(failure).log("The writer's connection did not close");
        }
    }

    /// Unlike [#disconnect] it does not wait for the server, nor for a statement under way.
    private void abort() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException failure) {
                LOGGER.atDebug().setCause(failure).log("A broken connection did not close");
            }
        }
    }
}
