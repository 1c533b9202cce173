package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/// Reads what sidecar and backend are both told.
final class CommonReader {
    static final String LOOPBACK = "127.0.0.1";

    private static final String DATABASE = "embedded:./data";

    private final TypedSettings settings;

    CommonReader(TypedSettings settings) {
        this.settings = settings;
    }

    Path schema() {
        if (settings.lacks(Key.SCHEMA)) {
            settings.refuse(
                    "no schema is given; name its file with --schema FILE, "
                            + Key.SCHEMA.variable()
                            + " or the key schema");
        }
        return settings.path(Key.SCHEMA).orElse(Path.of(""));
    }

    DatabaseAddress database() {
        return new DatabaseAddress(settings.text(Key.DATABASE).orElse(DATABASE));
    }

    LogConfig log() {
        return new LogConfig(
                settings.choice(Key.LOG_FORMAT, LogConfig.DEFAULT.format()),
                settings.choice(Key.LOG_LEVEL, LogConfig.DEFAULT.level()));
    }

    @Nullable TlsConfig tls(Key certificateKey, Key keyKey) {
        Optional<Path> certificate = settings.path(certificateKey);
        Optional<Path> key = settings.path(keyKey);
        if (certificate.isPresent() != key.isPresent()) {
            settings.refuse(
                    "TLS needs both "
                            + certificateKey.path()
                            + " and "
                            + keyKey.path()
                            + ", and only one of them is given");
        }
        return certificate.isPresent() && key.isPresent()
                ? new TlsConfig(certificate.get(), key.get())
                : null;
    }
}
