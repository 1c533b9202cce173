package dev.outrigger.app;

import dev.outrigger.config.ApiConfig;
import dev.outrigger.config.ChangeLogConfig;
import dev.outrigger.config.ListenConfig;
import dev.outrigger.config.RemoteConfig;
import dev.outrigger.config.SearchConfig;
import dev.outrigger.config.Secret;
import dev.outrigger.config.SqlReaderConfig;
import dev.outrigger.config.SyncConfig;
import dev.outrigger.config.UsersConfig;
import dev.outrigger.json.Json;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Database;
import dev.outrigger.testing.TestDatabase;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A sidecar in this process, wired as in its own, that can be started again on the same database
/// with other settings; and an app that uses it.
final class RestartableSidecar implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Database database = Database.open(TestDatabase.fresh("sidecar"));
    private final Schema schema;
    private final HttpClient http = HttpClient.newHttpClient();
    private final SqlReaderConfig reader =
            new SqlReaderConfig("reader", new Secret("reads"), Duration.ofSeconds(5), 2);
    private Parts parts = new Parts();
    private URI address = URI.create("http://nowhere");

    RestartableSidecar(Schema schema) {
        this.schema = schema;
    }

    void start(@Nullable RemoteConfig remote) {
        start(remote, UsersConfig.DEFAULT);
    }

    void start(@Nullable RemoteConfig remote, UsersConfig users) {
        start(remote, users, SyncConfig.DEFAULT);
    }

    void start(@Nullable RemoteConfig remote, UsersConfig users, SyncConfig sync) {
        ApiConfig api = ApiConfig.open(new ListenConfig("127.0.0.1", 0, null));
        address =
                URI.create(
                        started(
                                new Sidecar.Settings(
                                        "phone",
                                        ChangeLogConfig.DEFAULT,
                                        api,
                                        remote,
                                        sync,
                                        users,
                                        SearchConfig.none(),
                                        reader,
                                        "--port")));
    }

    /// Starts it without a backend.
    ///
    /// @return where it is
    String serve(ApiConfig api) {
        return serve(api, SearchConfig.none());
    }

    /// The same, searching these fields.
    String serve(ApiConfig api, SearchConfig search) {
        return serve(api, ChangeLogConfig.DEFAULT, search);
    }

    /// The same, keeping so much of the change log.
    String serve(ApiConfig api, ChangeLogConfig changeLog) {
        return serve(api, changeLog, SearchConfig.none());
    }

    private String serve(ApiConfig api, ChangeLogConfig changeLog, SearchConfig search) {
        String url =
                started(
                        new Sidecar.Settings(
                                "phone",
                                changeLog,
                                api,
                                null,
                                SyncConfig.DEFAULT,
                                UsersConfig.DEFAULT,
                                search,
                                null,
                                "--port"));
        address = URI.create(url);
        return url;
    }

    private String started(Sidecar.Settings settings) {
        parts.close();
        parts = new Parts();
        return new Sidecar(schema, database, EventLoops.start(parts), parts).start(settings);
    }

    /// The first column of what a reader by SQL is answered.
    List<String> bySql(String query) {
        String url = database.jdbcUrl();
        String place = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
        List<String> found = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(
                                place, reader.role(), reader.password().reveal());
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return found;
    }

    /// Changes the database behind the sidecar's back.
    void asOwner(String statements) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
            connection.createStatement().execute(statements);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// @param body null for none
    /// @return the answer's body, of a problem too
    Map<String, @Nullable Object> send(String method, String path, @Nullable Object body) {
        return Json.readObject(sendAsync(method, path, body).join().body());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(
            String method, String path, @Nullable Object body) {
        return sendAsync(method, path, Map.of(), body);
    }

    CompletableFuture<HttpResponse<String>> sendAsync(
            String method, String path, Map<String, String> headers, @Nullable Object body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT);
        headers.forEach(builder::header);
        HttpRequest request =
                builder.header("content-type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(Json.write(body)))
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /// The replicas stay in the database until the end of the test run.
    @Override
    public void close() {
        http.shutdownNow();
        parts.close();
        database.close();
    }
}
