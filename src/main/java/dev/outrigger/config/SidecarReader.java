package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what a sidecar is told.
final class SidecarReader {
    // It becomes part of a PostgreSQL schema's name, which holds 63 bytes.
    private static final Pattern REPLICA_NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private final TypedSettings settings;
    private final CommonReader common;

    SidecarReader(TypedSettings settings) {
        this.settings = settings;
        this.common = new CommonReader(settings);
    }

    SidecarConfig read() {
        return new SidecarConfig(
                common.schema(),
                common.database(),
                new ApiReader(settings).read(),
                replica(),
                changeLog(),
                new RemoteReader(settings).read(),
                new SyncReader(settings).read(),
                users(),
                SearchConfigReader.read(settings),
                sqlReader(),
                common.log());
    }

    private String replica() {
        Optional<Settings.Setting> given = settings.find(Key.REPLICA_NAME);
        String name = settings.text(Key.REPLICA_NAME).orElse("default");
        if (!REPLICA_NAME.matcher(name).matches()) {
            given.ifPresent(
                    setting ->
                            settings.refuse(
                                    setting,
                                    "must be 1 to 40 letters, digits, underscores or hyphens,"
                                            + " not '"
                                            + name
                                            + "'"));
        }
        return name;
    }

    private ChangeLogConfig changeLog() {
        return new ChangeLogConfig(
                settings.number(
                        Key.REPLICA_CHANGE_LOG_MAX_CHANGES,
                        new TypedSettings.Range(1, Integer.MAX_VALUE),
                        ChangeLogConfig.DEFAULT.maxChanges()),
                settings.duration(Key.REPLICA_CHANGE_LOG_MAX_AGE).orElse(null));
    }

    private UsersConfig users() {
        return new UsersConfig(
                // Two, because one may have to be left for the other.
                settings.number(
                        Key.REPLICA_USERS_LIMIT,
                        new TypedSettings.Range(2, 1_000),
                        UsersConfig.DEFAULT.limit()),
                settings.duration(Key.REPLICA_USERS_IDLE_AFTER, UsersConfig.DEFAULT.idleAfter()));
    }

    private @Nullable SqlReaderConfig sqlReader() {
        Optional<String> role = settings.text(Key.SQL_READER_ROLE);
        Secret password = settings.secret(Key.SQL_READER_PASSWORD).orElse(null);
        Duration timeout =
                settings.duration(Key.SQL_READER_STATEMENT_TIMEOUT, Duration.ofSeconds(30));
        int connections =
                settings.number(Key.SQL_READER_CONNECTIONS, new TypedSettings.Range(1, 1_000), 10);
        if (role.isEmpty() && password != null) {
            settings.refuse(
                    "sql.reader.password is set, but sql.reader.role does not say whose it is");
        }
        return role.map(name -> new SqlReaderConfig(name, password, timeout, connections))
                .orElse(null);
    }
}
