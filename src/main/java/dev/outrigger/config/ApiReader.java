package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what the local API of a sidecar is told.
final class ApiReader {
    private static final int PORT = 4700;
    private static final TypedSettings.Range ANY = new TypedSettings.Range(1, Integer.MAX_VALUE);

    private final TypedSettings settings;
    private final CommonReader common;
    private final AccessReader access;

    ApiReader(TypedSettings settings) {
        this.settings = settings;
        this.common = new CommonReader(settings);
        this.access = new AccessReader(settings);
    }

    ApiConfig read() {
        ListenConfig listen =
                new ListenConfig(
                        settings.text(Key.API_HOST).orElse(CommonReader.LOOPBACK),
                        settings.port(Key.API_PORT, PORT),
                        tls());
        if (unprotected() && !loopback(listen.host())) {
            settings.refuse(
                    "api.host is "
                            + listen.host()
                            + ", which others can reach: set api.token (or "
                            + Key.API_TOKEN.variable()
                            + ", or its …File twin), api.tokens, api.oidc or api.tls.clientCa, or"
                            + " bind to "
                            + CommonReader.LOOPBACK);
        }
        return new ApiConfig(
                listen,
                new ApiSocketReader(settings).read(),
                access.read(),
                names(),
                limits(),
                new LimitsReader(settings).graphQl());
    }

    /// True when neither a token nor a certificate is asked for.
    private boolean unprotected() {
        return access.saysNothing() && settings.lacks(Key.API_TLS_CLIENT_CA);
    }

    private @Nullable TlsConfig tls() {
        TlsConfig tls = common.tls(Key.API_TLS_CERT, Key.API_TLS_KEY);
        Optional<Path> authorities = settings.path(Key.API_TLS_CLIENT_CA);
        if (authorities.isPresent() && settings.lacks(Key.API_TLS_CERT)) {
            settings.refuse(
                    "api.tls.clientCa asks clients for a certificate, which needs api.tls.cert and"
                            + " api.tls.key");
        }
        return tls == null ? null : authorities.map(tls::requiring).orElse(tls);
    }

    private ApiNamesConfig names() {
        return new ApiNamesConfig(Set.copyOf(settings.texts(Key.API_ALLOWED_HOSTS)), origins());
    }

    private Set<String> origins() {
        List<String> origins = settings.texts(Key.API_ALLOWED_ORIGINS);
        for (String origin : origins) {
            if (!origin.equals(ApiNamesConfig.ANY) && !isOrigin(origin)) {
                refuseOrigins(
                        "holds '"
                                + origin
                                + "'; an origin is scheme, host and port, such as"
                                + " https://app.example.com or http://localhost:3000");
            }
        }
        if (origins.contains(ApiNamesConfig.ANY) && unprotected()) {
            refuseOrigins(
                    "is * while no token is asked for: any web page that somebody here visits could"
                            + " read the replica; set api.token, or name the origins");
        }
        return new HashSet<>(origins);
    }

    private void refuseOrigins(String reason) {
        settings.find(Key.API_ALLOWED_ORIGINS)
                .ifPresent(setting -> settings.refuse(setting, reason));
    }

    private static boolean isOrigin(String text) {
        try {
            URI origin = new URI(text);
            return origin.getHost() != null
                    && origin.getScheme() != null
                    && origin.getRawPath().isEmpty()
                    && origin.getRawQuery() == null
                    && origin.getRawFragment() == null
                    && origin.getRawUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private ApiLimitsConfig limits() {
        ApiLimitsConfig usual = ApiLimitsConfig.DEFAULT;
        return new ApiLimitsConfig(
                settings.size(Key.API_BODY_LIMIT, usual.bodySize()),
                settings.size(Key.API_LIMITS_HEADER_SIZE, usual.headerSize()),
                settings.number(Key.API_LIMITS_CONNECTIONS, ANY, usual.connections()),
                settings.number(Key.API_LIMITS_OBSERVATIONS, ANY, usual.observations()),
                settings.size(Key.API_LIMITS_FRAME_SIZE, usual.frameSize()),
                settings.number(Key.API_LIMITS_REQUESTS_PER_SECOND, ANY, usual.requestsPerSecond()),
                settings.duration(Key.API_LIMITS_REQUEST_TIMEOUT, usual.requestTimeout()),
                settings.duration(Key.API_LIMITS_IDLE_TIMEOUT, usual.idleTimeout()),
                settings.duration(Key.API_LIMITS_KEEP_ALIVE, usual.keepAlive()));
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
