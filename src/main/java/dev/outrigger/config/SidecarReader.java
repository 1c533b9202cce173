package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
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
                remote(),
                new SyncReader(settings).read(),
                common.log());
    }

    private ApiConfig api() {
        ListenConfig listen =
                new ListenConfig(
                        settings.text(Key.API_HOST).orElse(CommonReader.LOOPBACK),
                        settings.port(Key.API_PORT, PORT),
                        common.tls(Key.API_TLS_CERT, Key.API_TLS_KEY));
        Secret token = settings.secret(Key.API_TOKEN).orElse(null);
        if (settings.lacks(Key.API_TOKEN) && !loopback(listen.host())) {
            settings.refuse(
                    "api.host is "
                            + listen.host()
                            + ", which others can reach: set api.token (or "
                            + Key.API_TOKEN.variable()
                            + ", or its …File twin), or bind to "
                            + CommonReader.LOOPBACK);
        }
        return new ApiConfig(
                listen,
                token,
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

    private @Nullable RemoteConfig remote() {
        requireApiKeyMode();
        Optional<Settings.Setting> endpoint = settings.find(Key.REMOTE_ENDPOINT);
        Optional<Secret> apiKey = settings.secret(Key.REMOTE_AUTH_API_KEY);
        if (endpoint.isEmpty()) {
            if (apiKey.isPresent()) {
                settings.refuse(
                        "remote.auth.apiKey is given without remote.endpoint; give both, or"
                                + " neither for a sidecar that never syncs");
            }
            return null;
        }
        if (settings.lacks(Key.REMOTE_AUTH_API_KEY)) {
            settings.refuse(
                    "remote.endpoint is given without a key; set --api-key, remote.auth.apiKey or "
                            + Key.REMOTE_AUTH_API_KEY.variable()
                            + " (or its …File twin)");
        }
        URI address = endpoint(endpoint.get());
        return new RemoteConfig(
                address, apiKey.orElse(new Secret("")), settings.path(Key.REMOTE_CA).orElse(null));
    }

    private void requireApiKeyMode() {
        settings.find(Key.REMOTE_AUTH_MODE)
                .filter(mode -> !mode.values().equals(List.of("apiKey")))
                .ifPresent(
                        mode ->
                                settings.refuse(
                                        mode,
                                        "is "
                                                + String.join(", ", mode.values())
                                                + ", which is not supported yet; use apiKey"));
    }

    private URI endpoint(Settings.Setting setting) {
        String text = settings.text(Key.REMOTE_ENDPOINT).orElse("");
        Optional<URI> address = HttpUrl.of(text);
        if (address.isPresent()) {
            return address.get();
        }
        settings.refuse(
                setting, "must be a URL such as http://127.0.0.1:4800/graphql, not '" + text + "'");
        return URI.create("");
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
