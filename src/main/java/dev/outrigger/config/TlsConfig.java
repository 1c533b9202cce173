package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// The identity that a server shows, as PEM files.
///
/// @param clientAuthorities who must have signed what clients show; null when they need not show
///     anything
public record TlsConfig(Path certificate, Path key, @Nullable Path clientAuthorities) {
    TlsConfig(Path certificate, Path key) {
        this(certificate, key, null);
    }

    TlsConfig requiring(Path authorities) {
        return new TlsConfig(certificate, key, authorities);
    }
}
