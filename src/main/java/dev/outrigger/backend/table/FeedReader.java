package dev.outrigger.backend.table;

import dev.outrigger.postgres.Database;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.telemetry.LogKey;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/// Brings what other processes and SQL sessions wrote into the [DeltaFeed]: on a connection and a
/// thread of its own it waits for a notification, or for a while, and reads on from the feed's
/// position. Notifications only say when to look. One that is lost costs [#POLL], and a connection
/// that is lost costs the time to the next one.
final class FeedReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FeedReader.class);
    private static final String NAME = "outrigger-backend-feed";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /// Longer than any of its statements takes; a server that is gone without a word ends it.
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

    /// Records of one read.
    private static final int SLICE = 500;

    private final DataSource source;
    private final Tables tables;
    private final DeltaFeed feed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /// Written by the thread alone; read by whoever closes, to break its wait.
    private volatile @Nullable Connection connection;

    private FeedReader(DataSource source, Tables tables, DeltaFeed feed) {
        this.source = source;
        this.tables = tables;
        this.feed = feed;
        this.thread = Thread.ofPlatform().daemon().name(NAME).unstarted(this::run);
    }

    static FeedReader start(Database database, Tables tables, DeltaFeed feed) {
        var reader = new FeedReader(database.unpooled(NAME), tables, feed);
        reader.thread.start();
        return reader;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isClosed()) {
            try (Connection current = source.getConnection()) {
                connection = current;
                current.setNetworkTimeout(Runnable::run, (int) SILENCE_LIMIT.toMillis());
                listen(current);
                pause = FIRST_PAUSE;
                while (!isClosed()) {
                    catchUp(current);
                    awaitNews(current);
                }
            } catch (SQLException failure) {
                pause = afterLoss(failure, pause);
            } finally {
                connection = null;
            }
        }
    }

    private Duration afterLoss(SQLException failure, Duration pause) {
        if (!isClosed()) {
            LOGGER.atWarn()
                    .addKeyValue(LogKey.ERROR, failure.getMessage())
                    .addKeyValue(LogKey.DELAY_MS, pause.toMillis())
                    .log("Others' writes cannot be read; tried again");
        }
        try {
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            closed.countDown();
        }
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void listen(Connection current) throws SQLException {
        try (Statement statement = current.createStatement()) {
            statement.execute("listen " + SqlName.quoted(tables.names().channel()));
        }
    }

    /// Returns when there may be something to read: also after [#POLL], when nobody said so.
    private void awaitNews(Connection current) throws SQLException {
        PGConnection session = current.unwrap(PGConnection.class);
        boolean news = false;
        while (!news) {
            PGNotification[] told = session.getNotifications((int) POLL.toMillis());
            news = told == null || told.length == 0;
            for (PGNotification one : news ? new PGNotification[0] : told) {
                news |= isBeyondPosition(one.getParameter());
            }
        }
    }

    /// A group of this process is told before its notification arrives, and needs no read.
    private boolean isBeyondPosition(String payload) {
        return payload.isEmpty() || Long.parseLong(payload) > feed.position();
    }

    private void catchUp(Connection current) throws SQLException {
        long known = feed.position();
        long newest = tables.delta().newest(current);
        if (newest < known) {
            feed.restartAt(newest);
        } else if (newest > known && !feed.skipTo(newest)) {
            List<DeltaTable.Logged> records;
            do {
                records = tables.delta().after(current, feed.position(), SLICE);
                feed.read(records);
            } while (records.size() == SLICE && !isClosed());
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// Ends the thread and its connection.
    @Override
    public void close() {
        closed.countDown();
        Connection current = connection;
        try {
            if (current != null) {
                current.abort(Runnable::run);
            }
            thread.join(CLOSE_LIMIT);
        } catch (SQLException _) {
            // It is gone already.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
