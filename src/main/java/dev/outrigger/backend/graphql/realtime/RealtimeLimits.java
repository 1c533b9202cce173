package dev.outrigger.backend.graphql.realtime;

import java.time.Duration;

/// Bounds of the realtime channel.
///
/// @param connections sockets at once; the next handshake is answered with 503
/// @param subscriptionsPerConnection a client takes three for each model; the next one is refused
/// @param frameBytes of one message from a client; a longer one closes the socket
/// @param backlogBytes that a socket may leave unread; at more it is closed, and its client syncs
/// @param waitingWrites that were committed and not yet handed to their subscribers; at more every
///     socket is closed, and all clients sync
/// @param keepAlive between two signs of life; Amplify's JavaScript client is alarmed after 65 s
/// @param connectionTimeout after which clients give up a silent socket; told to them at the start
public record RealtimeLimits(
        int connections,
        int subscriptionsPerConnection,
        int frameBytes,
        int backlogBytes,
        int waitingWrites,
        Duration keepAlive,
        Duration connectionTimeout) {
    public static RealtimeLimits usual() {
        return new RealtimeLimits(
                10_000,
                300,
                256 * 1024,
                1024 * 1024,
                10_000,
                Duration.ofSeconds(45),
                Duration.ofMinutes(5));
    }

    public RealtimeLimits withSubscriptionsPerConnection(int limit) {
        return new RealtimeLimits(
                connections,
                limit,
                frameBytes,
                backlogBytes,
                waitingWrites,
                keepAlive,
                connectionTimeout);
    }

    public RealtimeLimits withBacklogBytes(int limit) {
        return new RealtimeLimits(
                connections,
                subscriptionsPerConnection,
                frameBytes,
                limit,
                waitingWrites,
                keepAlive,
                connectionTimeout);
    }

    public RealtimeLimits withKeepAlive(Duration pause) {
        return new RealtimeLimits(
                connections,
                subscriptionsPerConnection,
                frameBytes,
                backlogBytes,
                waitingWrites,
                pause,
                connectionTimeout);
    }
}
