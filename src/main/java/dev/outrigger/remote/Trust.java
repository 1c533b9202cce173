package dev.outrigger.remote;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;

import java.util.Optional;

/// Whom to trust for TLS.
final class Trust {
    private Trust() {}

    /// Empty when the platform's authorities are the ones to trust.
    static Optional<TrustOptions> in(RemoteSettings settings) {
        return Optional.ofNullable(settings.authorities())
                .map(file -> new PemTrustOptions().addCertPath(file.toString()));
    }
}
