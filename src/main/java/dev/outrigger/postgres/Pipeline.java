package dev.outrigger.postgres;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Statements that travel to the server together and come back together: one round trip, where each
/// on its own would cost one. They run in order; when one fails, the later ones do not run.
public final class Pipeline {
    private final List<Step> steps = new ArrayList<>();

    /// Sets the parameters of one statement.
    public interface Binding {
        /// @param first index of the statement's first parameter
        /// @return the index after its last one
        int bind(PreparedStatement statement, int first) throws SQLException;
    }

    /// Takes in one row; it must not move the cursor.
    public interface RowReading {
        void read(ResultSet row) throws SQLException;
    }

    /// @param reading null when the statement answers no rows
    private record Step(String text, Binding binding, @Nullable RowReading reading) {}

    public void query(String text, Binding binding, RowReading reading) {
        steps.add(new Step(text, binding, reading));
    }

    public void update(String text, Binding binding) {
        steps.add(new Step(text, binding, null));
    }

    /// Runs what was added, and commits in the same round trip.
    ///
    /// @param ending told of the commit before it is sent
    /// @throws IllegalStateException when a statement answers rows: what they say could only be
    ///     found impossible after the commit
    public void commit(Connection connection, Batch.Ending ending) throws SQLException {
        if (steps.stream().anyMatch(step -> step.reading() != null)) {
            throw new IllegalStateException("nothing is read together with a commit");
        }
        update("commit", (_, first) -> first);
        ending.committing();
        run(connection);
    }

    /// Runs what was added; does nothing when nothing was. On a connection that does not commit by
    /// itself, a transaction is begun with it if none is under way.
    public void run(Connection connection) throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        if (connection.getAutoCommit() || isInTransaction(connection)) {
            run(connection, steps);
        } else {
            runFirst(connection);
        }
    }

    /// The driver would send `begin` by itself as a message that the server answers apart, and
    /// wake the waiting thread for it.
    private void runFirst(Connection connection) throws SQLException {
        List<Step> all = new ArrayList<>(steps.size() + 1);
        all.add(new Step("begin", (_, first) -> first, null));
        all.addAll(steps);
        connection.setAutoCommit(true);
        try {
            run(connection, all);
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(false);
            }
        }
    }

    private static boolean isInTransaction(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState()
                != TransactionState.IDLE;
    }

    private static void run(Connection connection, List<Step> steps) throws SQLException {
        String text = String.join(";", steps.stream().map(Step::text).toList());
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int parameter = 1;
            for (Step step : steps) {
                parameter = step.binding().bind(statement, parameter);
            }
            statement.execute();
            for (Step step : steps) {
                RowReading reading = step.reading();
                if (reading != null) {
                    readAll(statement, reading);
                }
                statement.getMoreResults();
            }
        }
    }

    private static void readAll(PreparedStatement statement, RowReading reading)
            throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                reading.read(rows);
            }
        }
    }
}
