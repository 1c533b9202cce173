package dev.outrigger.api;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the local API serves HTTPS with, as PEM files. They may change while it serves.
///
/// @param clientAuthorities who must have signed the certificate that each client shows; null when
///     clients need none
public record ApiTls(Path certificate, Path key, @Nullable Path clientAuthorities) {
    /// For a server that is to be.
    void serve(HttpServerOptions options) {
        options.setSsl(true).setKeyCertOptions(identity());
        if (clientAuthorities != null) {
            options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(trusted(clientAuthorities));
        }
    }

    /// For a server that serves already.
    ServerSSLOptions options() {
        ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(identity());
        if (clientAuthorities != null) {
            options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(trusted(clientAuthorities));
        }
        return options;
    }

    PemKeyCertOptions identity() {
        return new PemKeyCertOptions()
                .setCertPath(certificate.toString())
                .setKeyPath(key.toString());
    }

    private static PemTrustOptions trusted(Path authorities) {
        return new PemTrustOptions().addCertPath(authorities.toString());
    }

    List<Path> files() {
        return Stream.of(certificate, key, clientAuthorities).filter(file -> file != null).toList();
    }
}
