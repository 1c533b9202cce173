package dev.outrigger.app;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.net.URI;
import java.nio.file.Path;

/// How a command finds the running server that it asks, and what it shows to it.
final class ServerOption {
    @Parameters(
            index = "0",
            paramLabel = "URL",
            description = "such as http://127.0.0.1:4700 or unix:/run/outrigger/api.sock")
    private URI url = URI.create("");

    @Option(
            names = "--ca",
            paramLabel = "PEM",
            description = "authorities that the server's certificate may be signed by")
    private @Nullable Path authorities;

    @Option(
            names = "--client-cert",
            paramLabel = "PEM",
            description = "certificate to show, if the server asks for one")
    private @Nullable Path certificate;

    @Option(names = "--client-key", paramLabel = "PEM", description = "its private key")
    private @Nullable Path key;

    /// As the user names it.
    URI url() {
        return url;
    }

    /// @throws StartFailure when it cannot be asked with these options
    ServerClient client() {
        ServerAddress address = ServerAddress.of(url);
        boolean forTls = authorities != null || certificate != null || key != null;
        if (forTls && !address.tls()) {
            throw StartFailure.usage(
                    "--ca, --client-cert and --client-key are for a server with https, not for "
                            + url);
        }
        if ((certificate == null) != (key == null)) {
            throw StartFailure.usage("--client-cert and --client-key need each other");
        }
        return new ServerClient(address, Tls.ofClient(authorities, certificate, key));
    }
}
