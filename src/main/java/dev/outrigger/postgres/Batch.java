package dev.outrigger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What a [GroupCommit] does with the operations of one transaction.
///
/// Every method runs on the writer's one thread, so an implementation may keep plain fields, such
/// as the next sequence number, between calls.
///
/// @param <O> one operation
/// @param <R> what its caller gets once it is durable; a refusal that is no fault of the database,
///     such as a false condition, is a result too
public interface Batch<O, R> {
    /// Writes all operations, in their order, on a connection that is in a transaction, which it
    /// does not roll back. The transaction is committed after it, unless it commits itself with its
    /// last statements. An operation that fails by an exception takes the whole group with it,
    /// after which each one is executed again on its own.
    ///
    /// @param ending of the transaction
    /// @return one result for each operation, in their order
    List<R> execute(Connection connection, List<O> operations, Ending ending) throws SQLException;

    /// What a batch calls before it sends statements that commit, by which it spares the round trip
    /// of a commit on its own. Whether they were carried out is unknown when the connection breaks
    /// after that. Nothing may fail any more once they were.
    @FunctionalInterface
    interface Ending {
        void committing();
    }

    /// Tells that what [#execute] did last is not stored, or perhaps not: all that was concluded
    /// from it must be forgotten and read again from the database. After
    /// [WriteFailure.Outcome#UNKNOWN] the database may hold writes that [#afterCommit] was never
    /// told of; whoever publishes finds them there.
    default void onRollback() {}

    /// Tells that what [#execute] did last is stored: the place to publish it, since calls come in
    /// commit order and before the callers get their results.
    default void afterCommit(List<R> results) {}
}
