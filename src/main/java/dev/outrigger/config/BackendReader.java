package dev.outrigger.config;

import java.time.Duration;
import java.util.List;

/// Reads what a backend is told.
final class BackendReader {
    private static final int PORT = 4800;
    // AppSync keeps deltas for 30 minutes, after which every reconnect pulls everything.
    private static final Duration DELTA_TTL = Duration.ofDays(30);
    private static final Duration BASE_TTL = Duration.ofDays(30);

    private final TypedSettings settings;
    private final CommonReader common;

    BackendReader(TypedSettings settings) {
        this.settings = settings;
        this.common = new CommonReader(settings);
    }

    BackendConfig read() {
        requireAutomerge();
        return new BackendConfig(
                common.schema(),
                common.database(),
                listen(),
                apiKeys(),
                settings.duration(Key.BACKEND_DELTA_TTL, DELTA_TTL),
                settings.duration(Key.BACKEND_BASE_TTL, BASE_TTL),
                common.log());
    }

    private ListenConfig listen() {
        return new ListenConfig(
                settings.text(Key.BACKEND_HOST).orElse(CommonReader.LOOPBACK),
                settings.port(Key.BACKEND_PORT, PORT),
                common.tls(Key.BACKEND_TLS_CERT, Key.BACKEND_TLS_KEY));
    }

    private List<Secret> apiKeys() {
        List<Secret> keys = settings.secrets(Key.BACKEND_API_KEYS);
        if (settings.lacks(Key.BACKEND_API_KEYS)) {
            settings.refuse(
                    "no API key is given for clients to show; set --api-key, backend.apiKeys or "
                            + Key.BACKEND_API_KEYS.variable()
                            + " (or its …File twin)");
        }
        return keys;
    }

    private void requireAutomerge() {
        settings.find(Key.BACKEND_CONFLICT)
                .filter(conflict -> !conflict.values().equals(List.of("automerge")))
                .ifPresent(
                        conflict ->
                                settings.refuse(
                                        conflict,
                                        "is "
                                                + String.join(", ", conflict.values())
                                                + ", which is not supported yet; use automerge"));
    }
}
