package dev.outrigger.backend.graphql.realtime;

import java.time.Duration;

/// Bounds of the realtime channel.
///
/// @param connections sockets at once; the next handshake is answered with 503
/// @param subscriptions on one connection; a client takes three for each model, and the next one is
///     refused
/// @param connectionDuration after which a socket is closed, and its client connects again
/// @param connectionTimeout after which clients give up a silent socket; told to them at the start
/// @param keepAlive between two signs of life; Amplify's JavaScript client is alarmed after 65 s
/// @param frameBytes of one message from a client; a longer one closes the socket
/// @param eventBytes of what a subscriber gets for one write; more is dropped and logged, and its
///     client has it from the next sync
/// @param backlogBytes that a socket may leave unread; at more it is closed, and its client syncs
/// @param waitingWrites that were committed and not yet handed to their subscribers; at more every
///     socket is closed, and all clients sync
public record RealtimeLimits(
        int connections,
        int subscriptions,
        Duration connectionDuration,
        Duration connectionTimeout,
        Duration keepAlive,
        int frameBytes,
        int eventBytes,
        int backlogBytes,
        int waitingWrites) {
    public static RealtimeLimits usual() {
        return new RealtimeLimits(
                10_000,
                100,
                Duration.ofHours(24),
                Duration.ofMinutes(5),
                Duration.ofSeconds(45),
                256 << 10,
                240 << 10,
                1 << 20,
                10_000);
    }

    public RealtimeLimits withSubscriptions(int limit) {
        return new RealtimeLimits(
                connections,
                limit,
                connectionDuration,
                connectionTimeout,
                keepAlive,
                frameBytes,
                eventBytes,
                backlogBytes,
                waitingWrites);
    }

    public RealtimeLimits withBacklogBytes(int limit) {
        return new RealtimeLimits(
                connections,
                subscriptions,
                connectionDuration,
                connectionTimeout,
                keepAlive,
                frameBytes,
                eventBytes,
                limit,
                waitingWrites);
    }

    public RealtimeLimits withEventBytes(int limit) {
        return new RealtimeLimits(
                connections,
                subscriptions,
                connectionDuration,
                connectionTimeout,
                keepAlive,
                frameBytes,
                limit,
                backlogBytes,
                waitingWrites);
    }

    public RealtimeLimits withKeepAlive(Duration pause) {
        return new RealtimeLimits(
                connections,
                subscriptions,
                connectionDuration,
                connectionTimeout,
                pause,
                frameBytes,
                eventBytes,
                backlogBytes,
                waitingWrites);
    }

    public RealtimeLimits withConnectionDuration(Duration limit) {
        return new RealtimeLimits(
                connections,
                subscriptions,
                limit,
                connectionTimeout,
                keepAlive,
                frameBytes,
                eventBytes,
                backlogBytes,
                waitingWrites);
    }
}
