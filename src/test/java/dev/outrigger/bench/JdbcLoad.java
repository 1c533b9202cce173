package dev.outrigger.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A thread and a connection of the JDBC driver for each client.
final class JdbcLoad implements SqlLoad {
    private static final Pattern PARAMETER = Pattern.compile(Pattern.quote(SqlScript.KEY));

    /// One that cannot connect must not keep the others waiting for ever.
    private static final long CONNECT_LIMIT_SECONDS = 30;

    private final BenchDatabase database;

    JdbcLoad(BenchDatabase database) {
        this.database = database;
    }

    private record Prepared(PreparedStatement statement, int parameters) {}

    @Override
    public String name() {
        return "JDBC";
    }

    @Override
    public double perSecond(SqlScript script, int connections, Duration duration) throws Exception {
        CountDownLatch connected = new CountDownLatch(connections);
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> turns = new ArrayList<>();
            for (int client = 0; client < connections; client++) {
                turns.add(threads.submit(() -> turns(script, connected, duration)));
            }
            long sum = 0;
            for (Future<Long> each : turns) {
                sum += each.get();
            }
            return sum * 1e9 / duration.toNanos();
        }
    }

    private long turns(SqlScript script, CountDownLatch connected, Duration duration)
            throws SQLException, InterruptedException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(!script.transaction());
            List<Prepared> statements = new ArrayList<>();
            for (String text : script.statements()) {
                statements.add(prepared(connection, text));
            }
            connected.countDown();
            connected.await(CONNECT_LIMIT_SECONDS, TimeUnit.SECONDS);
            long turns = 0;
            long end = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < end) {
                turn(statements, ThreadLocalRandom.current().nextLong(1, script.keys() + 1));
                if (script.transaction()) {
                    connection.commit();
                }
                turns++;
            }
            return turns;
        }
    }

    private static Prepared prepared(Connection connection, String text) throws SQLException {
        int parameters = (int) PARAMETER.matcher(text).results().count();
        return new Prepared(
                connection.prepareStatement(PARAMETER.matcher(text).replaceAll("?")), parameters);
    }

    private static void turn(List<Prepared> statements, long key) throws SQLException {
        for (Prepared each : statements) {
            for (int parameter = 1; parameter <= each.parameters(); parameter++) {
                each.statement().setString(parameter, Long.toString(key));
            }
            each.statement().execute();
        }
    }
}
