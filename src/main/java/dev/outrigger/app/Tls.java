package dev.outrigger.app;

import dev.outrigger.api.ApiTls;
import dev.outrigger.config.ListenConfig;
import dev.outrigger.config.TlsConfig;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;

/// The certificates that servers and clients show.
final class Tls {
    private Tls() {}

    /// Null for plain HTTP.
    static @Nullable PemKeyCertOptions identity(ListenConfig listen) {
        TlsConfig tls = listen.tls();
        if (tls == null) {
            return null;
        }
        return new PemKeyCertOptions()
                .setCertPath(readable(tls.certificate(), "TLS certificate"))
                .setKeyPath(readable(tls.key(), "TLS key"));
    }

    /// Null for plain HTTP.
    static @Nullable ApiTls ofApi(ListenConfig listen) {
        TlsConfig tls = listen.tls();
        if (tls == null) {
            return null;
        }
        Path clients = tls.clientAuthorities();
        return new ApiTls(
                Path.of(readable(tls.certificate(), "TLS certificate")),
                Path.of(readable(tls.key(), "TLS key")),
                clients == null ? null : authorities(clients));
    }

    /// What a client of a server with TLS trusts, and shows.
    ///
    /// @param authorities null for those of the platform
    /// @param certificate null when none is shown; else there is a key
    static ClientSSLOptions ofClient(
            @Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {
        ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
        if (authorities != null) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(authorities(authorities).toString()));
        }
        if (certificate != null && key != null) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions()
                            .setCertPath(readable(certificate, "client certificate"))
                            .setKeyPath(readable(key, "client certificate's key")));
        }
        return options;
    }

    static Path authorities(Path file) {
        return Path.of(readable(file, "file of certificate authorities"));
    }

    private static String readable(Path file, String role) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw StartFailure.usage("the " + role + " " + file + " cannot be read");
        }
        return file.toString();
    }
}
