package dev.outrigger.store;

import dev.outrigger.postgres.Database;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

/// Carries a [SearchPlan] out while the replica is used: neither reads nor writes wait for it.
/// Until it is done a search reads every row, and finds the same.
///
/// An index that could not be built is tried again when the replica is opened the next time.
final class SearchIndexes implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SearchIndexes.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final ReplicaSetup setup;
    private final SearchPlan plan;
    private final DataSource source;
    private final Thread worker;
    private boolean closed;
    private @Nullable Statement running;

    private SearchIndexes(Database database, ReplicaSetup setup, SearchPlan plan) {
        this.setup = setup;
        this.plan = plan;
        this.source = database.unpooled("search " + setup.replica());
        this.worker =
                Thread.ofPlatform()
                        .name("outrigger-search-" + setup.replica())
                        .daemon()
                        .unstarted(this::work);
    }

    /// Begins at once.
    static SearchIndexes start(Database database, ReplicaSetup setup, SearchPlan plan) {
        SearchIndexes indexes = new SearchIndexes(database, setup, plan);
        if (!plan.isEmpty()) {
            indexes.worker.start();
        }
        return indexes;
    }

    private void work() {
        try (Connection connection = source.getConnection()) {
            for (String name : plan.dropped()) {
                run(connection, SearchPlan.drop(setup.databaseSchema(), name));
                told(name, "an index of words was dropped");
            }
            for (SearchPlan.Built index : plan.built()) {
                run(connection, index.statement());
                analyze(connection, index);
                told(index.name(), "an index of words was built");
            }
        } catch (SQLException failure) {
            if (!isClosed()) {
                LOGGER.atWarn()
                        .addKeyValue(LogKey.REPLICA, setup.replica())
                        .addKeyValue(LogKey.ERROR, failure.getMessage())
                        .log("the indexes of words are not complete: searches are slow");
            }
        }
    }

    /// A planner that knows nothing of the words takes each for a rare one. It knows what an empty
    /// table is without being told, and would have to be told again soon.
    private void analyze(Connection connection, SearchPlan.Built index) throws SQLException {
        String table = index.table().qualifiedName();
        if (AnyRow.in(connection, table)) {
            run(connection, "analyze " + table);
        }
    }

    private void run(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!begun(statement)) {
                throw new SQLException("the replica is closed");
            }
            statement.execute(text);
        } finally {
            ended();
        }
    }

    private synchronized boolean begun(Statement statement) {
        running = statement;
        return !closed;
    }

    private synchronized void ended() {
        running = null;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void told(String index, String event) {
        LOGGER.atInfo()
                .addKeyValue(LogKey.REPLICA, setup.replica())
                .addKeyValue(LogKey.INDEX, index)
                .log(event);
    }

    /// Ends what is under way. Half an index is of no use, and the next opening removes it.
    @Override
    public void close() {
        if (plan.isEmpty()) {
            return;
        }
        try {
            cancel();
            worker.join(CLOSE_LIMIT);
        } catch (SQLException _) {
            // The server has gone, and the statement with it.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void cancel() throws SQLException {
        closed = true;
        if (running != null) {
            running.cancel();
        }
    }
}
