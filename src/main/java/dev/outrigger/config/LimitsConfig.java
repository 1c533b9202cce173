package dev.outrigger.config;

import java.time.Duration;

/// The bounds of what clients may ask of a backend; sizes are in bytes.
public record LimitsConfig(Requests requests, Queries queries, Realtime realtime) {
    /// Of an HTTP request.
    ///
    /// @param headerSize of the request line, and of all headers together
    /// @param requestsPerSecond of one identity
    public record Requests(
            int bodySize, Duration bodyTimeout, int headerSize, int requestsPerSecond) {}

    /// Of a GraphQL document.
    ///
    /// @param fields after fragments were put in
    /// @param items that are read to answer it
    /// @param timeout of its execution
    public record Queries(int depth, int fields, int items, Duration timeout) {
        /// Unless something else is said.
        public static final Queries DEFAULT =
                new Queries(50, 10_000, 100_000, Duration.ofSeconds(30));
    }

    /// Of the realtime channel.
    ///
    /// @param subscriptions on one connection
    public record Realtime(
            int connections,
            int subscriptions,
            Duration connectionDuration,
            Duration connectionTimeout,
            Duration keepAlive,
            int frameSize,
            int eventSize,
            int backlogSize,
            int waitingWrites) {}
}
