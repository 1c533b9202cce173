package dev.outrigger.api;

import java.time.Duration;

/// The bounds of what a client may do with connections to the local API.
///
/// @param connections at one time, WebSockets included; further ones are closed at once. Default
///     4,096
/// @param headerBytes of all headers of a request together; more answer 431. Default 16 KiB
/// @param headers of a request; more answer 431. Default 100
/// @param requestTimeout in which a new connection must bring the headers of a request, and any
///     request its body; then the connection is closed, a request with 408. Default 10 s
/// @param idleTimeout after which a connection is closed that was used and brings no further
///     request, however many bytes of one it brings. Default 75 s
/// @param requestsPerSecond of one token; more answer 429. Default 10,000
public record ConnectionLimits(
        int connections,
        int headerBytes,
        int headers,
        Duration requestTimeout,
        Duration idleTimeout,
        int requestsPerSecond) {
    /// What a person or program needs that is no attacker; a browser sends some 20.
    private static final int HEADERS = 100;

    public static ConnectionLimits defaults() {
        return new ConnectionLimits(
                4_096, 16 * 1024, HEADERS, Duration.ofSeconds(10), Duration.ofSeconds(75), 10_000);
    }
}
