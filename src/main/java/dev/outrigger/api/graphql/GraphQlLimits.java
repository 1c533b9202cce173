package dev.outrigger.api.graphql;

import dev.outrigger.graphql.execution.QueryLimits;

import java.time.Duration;

/// The bounds of GraphQL.
///
/// @param queries of one document
/// @param operations that run on one WebSocket at a time; more are refused. Default 100
/// @param backlogBytes that a WebSocket's client may leave unread: events wait then in the change
///     log, and an answer that comes on top closes it. Default 1 MiB
/// @param waiting changes that may wait for a subscription. Default 1,000
/// @param patience how long more may wait before the subscription ends as too slow. Default 5 s
/// @param keepAlive between two signs of life on a WebSocket, and how long its client may take to
///     begin. Default 45 s
/// @param connectionDuration after which a WebSocket is closed, and its client connects again.
///     Default 24 h
public record GraphQlLimits(
        QueryLimits queries,
        int operations,
        int backlogBytes,
        int waiting,
        Duration patience,
        Duration keepAlive,
        Duration connectionDuration) {
    public static GraphQlLimits defaults() {
        return new GraphQlLimits(
                QueryLimits.usual(),
                100,
                1 << 20,
                1_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(45),
                Duration.ofHours(24));
    }

    public GraphQlLimits withQueries(QueryLimits limits) {
        return new GraphQlLimits(
                limits, operations, backlogBytes, waiting, patience, keepAlive, connectionDuration);
    }
}
