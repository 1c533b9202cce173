package dev.outrigger.app;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import java.net.URI;

/// Where a running server is, as a process says when it is ready and a user repeats it.
sealed interface ServerAddress {
    int HTTP_PORT = 80;

    /// @throws StartFailure when it is no address of a server
    static ServerAddress of(URI url) {
        String scheme = url.getScheme();
        boolean http = "http".equals(scheme) || "https".equals(scheme);
        if (http && url.getHost() != null) {
            return new Tcp(url);
        }
        if ("unix".equals(scheme) && url.getPath() != null) {
            return new UnixSocket(url.getPath());
        }
        throw StartFailure.usage(
                "the address must be a URL such as http://127.0.0.1:4700 or"
                        + " unix:/run/outrigger/api.sock, not '"
                        + url
                        + "'");
    }

    /// Adds where a request goes to.
    RequestOptions to(RequestOptions request);

    boolean tls();

    /// @param url whose path does not count
    record Tcp(URI url) implements ServerAddress {
        private static final int HTTPS_PORT = 443;

        @Override
        public RequestOptions to(RequestOptions request) {
            int usual = tls() ? HTTPS_PORT : HTTP_PORT;
            String host = url.getHost();
            return request.setHost(
                            host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                    .setPort(url.getPort() < 0 ? usual : url.getPort())
                    .setSsl(tls());
        }

        @Override
        public boolean tls() {
            return "https".equals(url.getScheme());
        }
    }

    /// @param path of its file
    record UnixSocket(String path) implements ServerAddress {
        @Override
        public RequestOptions to(RequestOptions request) {
            // The name and the port are for the header Host.
            return request.setServer(SocketAddress.domainSocketAddress(path))
                    .setHost("localhost")
                    .setPort(HTTP_PORT);
        }

        @Override
        public boolean tls() {
            return false;
        }
    }
}
