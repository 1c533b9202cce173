package dev.outrigger.app;

import java.net.URI;

/// The addresses of running servers that a user names.
final class Addresses {
    private Addresses() {}

    static URI http(URI server, String path) {
        return checked(server).resolve(path);
    }

    static URI webSocket(URI server, String path) {
        String http = checked(server).resolve(path).toString();
        return URI.create("ws" + http.substring("http".length()));
    }

    private static URI checked(URI server) {
        boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        if (!http || server.getHost() == null) {
            throw StartFailure.usage(
                    "the address must be a URL such as http://127.0.0.1:4700, not '"
                            + server
                            + "'");
        }
        return server;
    }
}
