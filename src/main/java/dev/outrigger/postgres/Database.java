package dev.outrigger.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/// A PostgreSQL that answered when it was opened, and the connections that this process has to it.
///
/// All methods may be called from any thread; none may be called from an event loop, since
/// connecting blocks.
public final class Database implements AutoCloseable {
    /// The longest that one attempt to connect may take.
    public static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final DatabaseUrl.External url;
    private final @Nullable EmbeddedPostgres server;
    private final Duration connectLimit;
    private final List<HikariDataSource> pools = new ArrayList<>();

    private Database(
            DatabaseUrl.External url, @Nullable EmbeddedPostgres server, Duration connectLimit) {
        this.url = url;
        this.server = server;
        this.connectLimit = connectLimit;
    }

    /// Opens with the usual [#CONNECT_LIMIT].
    public static Database open(DatabaseUrl url) {
        return open(url, CONNECT_LIMIT);
    }

    /// Starts the bundled server if `url` asks for it, and connects once to know that it answers.
    ///
    /// @throws EmbeddedPostgresUnusable when the bundled server does not start
    /// @throws DatabaseUnreachable when the server does not let us in within `connectLimit`
    public static Database open(DatabaseUrl url, Duration connectLimit) {
        return switch (url) {
            case DatabaseUrl.Embedded(var directory) -> {
                EmbeddedPostgres server = EmbeddedPostgres.start(directory);
                yield new Database(server.url(), server, connectLimit).proven();
            }
            case DatabaseUrl.External external ->
                    new Database(external, null, connectLimit).proven();
        };
    }

    /// A pool of at most `size` connections; `name` is what `pg_stat_activity` and the log call it.
    /// It is closed with this database.
    public DataSource pool(String name, int size) {
        return pool(name, size, "");
    }

    /// As [#pool(String, int)], with connections that ran `settings` before anybody has them; these
    /// are statements, or empty.
    public synchronized DataSource pool(String name, int size, String settings) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(unpooled(name));
        config.setMaximumPoolSize(size);
        // Each costs a handshake here and a process there, which a start has better uses for.
        config.setMinimumIdle(1);
        config.setConnectionInitSql(KeptMemory.STATEMENT + ";" + settings);
        config.setConnectionTimeout(connectLimit.toMillis());
        // The database has answered already; a pool that fails at birth rides out no restart.
        config.setInitializationFailTimeout(-1);
        var pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /// Connections that nobody shares or keeps: one owner, such as a [GroupCommit], opens one and
    /// replaces it when it breaks.
    public DataSource unpooled(String name) {
        String limit = String.valueOf(Math.max(1, connectLimit.toSeconds()));
        var source = new PGSimpleDataSource();
        source.setUrl(
                url.withDefault("ApplicationName", name)
                        .withDefault("tcpKeepAlive", "true")
                        .withDefault("connectTimeout", limit)
                        // Also bounds the handshake, for a port where something listens and never
                        // answers.
                        .withDefault("loginTimeout", limit)
                        .jdbcUrl());
        return source;
    }

    /// The URL **with user and password**, by which another process may share this database.
    public String jdbcUrl() {
        return url.jdbcUrl();
    }

    /// Closes every pool, then stops the bundled server if this database started it.
    @Override
    public synchronized void close() {
        pools.forEach(HikariDataSource::close);
        pools.clear();
        if (server != null) {
            server.close();
        }
    }

    /// Where the database is, without credentials.
    @Override
    public String toString() {
        return url.toString();
    }

    private Database proven() {
        try (Connection _ = unpooled("outrigger").getConnection()) {
            return this;
        } catch (SQLException failure) {
            close();
            throw new DatabaseUnreachable(url, failure);
        }
    }
}
