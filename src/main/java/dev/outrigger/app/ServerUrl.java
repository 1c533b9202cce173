package dev.outrigger.app;

import dev.outrigger.config.ListenConfig;

/// Where clients find a server.
final class ServerUrl {
    private ServerUrl() {}

    /// @param port that the server got, which the configuration may have left open
    static String of(ListenConfig listen, int port) {
        String host = listen.host().contains(":") ? "[" + listen.host() + "]" : listen.host();
        return (listen.tls() == null ? "http://" : "https://") + host + ":" + port;
    }
}
