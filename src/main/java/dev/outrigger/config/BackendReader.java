package dev.outrigger.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads what a backend is told.
final class BackendReader {
    private static final int PORT = 4800;
    // AppSync's own: 30 minutes and 30 days.
    private static final Duration DELTA_TTL = Duration.ofMinutes(30);
    private static final Duration BASE_TTL = Duration.ofDays(30);

    private final TypedSettings settings;
    private final CommonReader common;

    BackendReader(TypedSettings settings) {
        this.settings = settings;
        this.common = new CommonReader(settings);
    }

    BackendConfig read() {
        return new BackendConfig(
                common.schema(),
                common.database(),
                listen(),
                apiKeys(),
                conflict(),
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
                            + Key.BACKEND_API_KEYS.variable() + " (or its …File twin)");
        }
        return keys;
    }

    private BackendConfig.ConflictDetection conflict() {
        Optional<Settings.Setting> given = settings.find(Key.BACKEND_CONFLICT);
        if (given.isPresent() && given.get().values().getFirst().startsWith("webhook:")) {
            settings.refuse(
                    given.get(),
                    "is a webhook, which is not supported yet; use automerge or optimistic");
            return BackendConfig.ConflictDetection.AUTOMERGE;
        }
        return settings.choice(
                Key.BACKEND_CONFLICT, BackendConfig.ConflictDetection.AUTOMERGE);
    }
}
