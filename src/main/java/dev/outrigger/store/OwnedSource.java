package dev.outrigger.store;

import dev.outrigger.postgres.IndexPlans;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;

import javax.sql.DataSource;

/// Connections that own a replica: PostgreSQL gives the replica's lock to one session at a time and
/// takes it back when the session ends, however it ends. The writer writes over such a connection
/// only, so a second process can never write to the replica. And after a broken connection the next
/// one begins when the server has ended the earlier session: what it reads then, such as the newest
/// seq, cannot change behind its back by a commit that was still under way.
final class OwnedSource implements DataSource {
    /// A process that was just killed may leave its session behind for a moment.
    private static final String PATIENCE = "set lock_timeout = '2s'";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /// An edit that was answered as accepted is durable, whatever the server's default is.
    private static final String DURABLE =
            "select set_config('synchronous_commit', 'on', false)"
                    + " where current_setting('synchronous_commit') = 'off'";

    private final DataSource source;
    private final String replica;
    private final AtomicReference<@Nullable Connection> held = new AtomicReference<>();

    OwnedSource(DataSource source, String replica) {
        this.source = source;
        this.replica = replica;
    }

    /// Takes the replica before anything in it is looked at; the next [#getConnection] gives out
    /// the connection that this one opened.
    ///
    /// @throws ReplicaUnusable when another process has it
    Connection claim() throws SQLException {
        try {
            Connection connection = open();
            held.set(connection);
            return connection;
        } catch (SQLException failure) {
            if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
                throw new ReplicaUnusable(
                        "the replica '"
                                + replica
                                + "' is in use by another process;"
                                + " stop that one, or choose another replica name",
                        failure);
            }
            throw failure;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection first = held.getAndSet(null);
        return first == null ? open() : first;
    }

    private Connection open() throws SQLException {
        Connection connection = source.getConnection();
        boolean owned = false;
        try {
            own(connection);
            owned = true;
            return connection;
        } finally {
            if (!owned) {
                connection.close();
            }
        }
    }

    private void own(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PATIENCE);
            lock(connection);
            statement.execute("reset lock_timeout");
            statement.execute(IndexPlans.SETTINGS);
            statement.execute(DURABLE);
        }
    }

    private void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, "outrigger replica " + replica);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("a replica has one user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        return source.unwrap(wanted);
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return source.isWrapperFor(wanted);
    }
}
