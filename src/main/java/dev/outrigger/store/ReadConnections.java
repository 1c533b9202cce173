package dev.outrigger.store;

import dev.outrigger.replica.ReplicaUnreachable;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import javax.sql.DataSource;

/// The connections over which a replica is read, and what their failures mean.
record ReadConnections(String replica, DataSource source) {
    /// The server's session is ending, it is out of some resource, or the connection broke.
    private static final String UNREACHABLE_STATES = "(08|53|57).*";

    /// A read on a connection that commits by itself.
    interface Read<T> {
        T from(Connection connection) throws SQLException;
    }

    /// Reads on the caller's thread.
    ///
    /// @throws ReplicaUnreachable when the database does not answer
    <T> T answer(Read<T> read) {
        try (Connection connection = source.getConnection()) {
            return read.from(connection);
        } catch (SQLException failure) {
            throw isUnreachable(failure)
                    ? unreachable("does not answer", failure)
                    : new IllegalStateException("a read of the replica failed", failure);
        }
    }

    /// For a read that found the queue full or closed.
    ReplicaUnreachable takesNoMore(@Nullable Throwable cause) {
        return unreachable("takes no more reads", cause);
    }

    private ReplicaUnreachable unreachable(String what, @Nullable Throwable cause) {
        return new ReplicaUnreachable(
                "the database of the replica '" + replica + "' " + what, cause);
    }

    private static boolean isUnreachable(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || state == null
                || state.matches(UNREACHABLE_STATES);
    }
}
