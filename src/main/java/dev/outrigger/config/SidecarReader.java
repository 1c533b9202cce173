package dev.outrigger.config;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what a sidecar is told.
final class SidecarReader {
    private static final int PORT = 4700;
    private static final int BODY_LIMIT_BYTES = 1 << 20;
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
                api(),
                replica(),
                new RemoteReader(settings).read(),
                new SyncReader(settings).read(),
                users(),
                common.log());
    }

    private ApiConfig api() {
        ListenConfig listen =
                new ListenConfig(
                        settings.text(Key.API_HOST).orElse(CommonReader.LOOPBACK),
                        settings.port(Key.API_PORT, PORT),
                        common.tls(Key.API_TLS_CERT, Key.API_TLS_KEY));
        AccessReader access = new AccessReader(settings);
        if (access.saysNothing() && !loopback(listen.host())) {
            settings.refuse(
                    "api.host is "
                            + listen.host()
                            + ", which others can reach: set api.token (or "
                            + Key.API_TOKEN.variable()
                            + ", or its …File twin) or api.tokens, or bind to "
                            + CommonReader.LOOPBACK);
        }
        return new ApiConfig(
                listen,
                access.read(),
                Set.copyOf(settings.texts(Key.API_ALLOWED_HOSTS)),
                settings.size(Key.API_BODY_LIMIT, BODY_LIMIT_BYTES));
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

    private UsersConfig users() {
        return new UsersConfig(
                // Two, because one may have to be left for the other.
                settings.number(
                        Key.REPLICA_USERS_LIMIT,
                        new TypedSettings.Range(2, 1_000),
                        UsersConfig.DEFAULT.limit()),
                settings.duration(Key.REPLICA_USERS_IDLE_AFTER, UsersConfig.DEFAULT.idleAfter()));
    }

    /// Names other than `localhost` count as reachable: what they resolve to may change.
    private static boolean loopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
