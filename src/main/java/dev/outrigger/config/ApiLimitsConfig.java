package dev.outrigger.config;

import java.time.Duration;

/// The bounds of what clients may ask of the local API; sizes are in bytes.
///
/// @param headerSize of all headers of a request together
/// @param observations on one connection
/// @param frameSize of a message on a WebSocket
/// @param requestsPerSecond of one token
/// @param requestTimeout for the first request of a connection, and for the body of any
/// @param idleTimeout for a further one
/// @param keepAlive between two signs of life to who observes
public record ApiLimitsConfig(
        int bodySize,
        int headerSize,
        int connections,
        int observations,
        int frameSize,
        int requestsPerSecond,
        Duration requestTimeout,
        Duration idleTimeout,
        Duration keepAlive) {
    public static final ApiLimitsConfig DEFAULT =
            new ApiLimitsConfig(
                    1 << 20,
                    16 << 10,
                    4_096,
                    100,
                    64 << 10,
                    10_000,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(20));
}
