package dev.outrigger.bench;

import java.time.Duration;

/// A client of PostgreSQL that does nothing but send a script on some connections, as fast as it is
/// answered. Statements are prepared once for each connection.
interface SqlLoad {
    String name();

    /// Turns in a second.
    double perSecond(SqlScript script, int connections, Duration duration) throws Exception;

    /// pgbench where it is installed, else a loop of our own.
    static SqlLoad on(BenchDatabase database, Rig rig) throws InterruptedException {
        return Program.isInstalled("pgbench", "--version")
                ? new PgBench(database, rig.folder())
                : new JdbcLoad(database);
    }
}
