package dev.outrigger.config;

import java.time.Duration;

/// Reads the bounds of what clients may ask of a backend, and of GraphQL of a sidecar.
final class LimitsReader {
    private static final TypedSettings.Range ANY = new TypedSettings.Range(1, Integer.MAX_VALUE);

    /// The parser's own bound, which protects its stack.
    private static final TypedSettings.Range DEPTH = new TypedSettings.Range(1, 500);

    private final TypedSettings settings;

    LimitsReader(TypedSettings settings) {
        this.settings = settings;
    }

    LimitsConfig read() {
        return new LimitsConfig(requests(), queries(), realtime());
    }

    private LimitsConfig.Requests requests() {
        return new LimitsConfig.Requests(
                settings.size(Key.BACKEND_LIMITS_BODY_SIZE, 1 << 20),
                settings.duration(Key.BACKEND_LIMITS_BODY_TIMEOUT, Duration.ofSeconds(10)),
                settings.size(Key.BACKEND_LIMITS_HEADER_SIZE, 16 << 10),
                settings.number(Key.BACKEND_LIMITS_REQUESTS_PER_SECOND, ANY, 10_000));
    }

    private LimitsConfig.Queries queries() {
        LimitsConfig.Queries usual = LimitsConfig.Queries.DEFAULT;
        return new LimitsConfig.Queries(
                settings.number(Key.BACKEND_LIMITS_QUERY_DEPTH, DEPTH, usual.depth()),
                settings.number(Key.BACKEND_LIMITS_QUERY_FIELDS, ANY, usual.fields()),
                settings.number(Key.BACKEND_LIMITS_QUERY_ITEMS, ANY, usual.items()),
                settings.duration(Key.BACKEND_LIMITS_EXECUTION_TIMEOUT, usual.timeout()));
    }

    /// Of the documents that a sidecar executes.
    LimitsConfig.Queries graphQl() {
        LimitsConfig.Queries usual = LimitsConfig.Queries.DEFAULT;
        return new LimitsConfig.Queries(
                settings.number(Key.API_GRAPHQL_QUERY_DEPTH, DEPTH, usual.depth()),
                settings.number(Key.API_GRAPHQL_QUERY_FIELDS, ANY, usual.fields()),
                settings.number(Key.API_GRAPHQL_QUERY_ITEMS, ANY, usual.items()),
                settings.duration(Key.API_GRAPHQL_EXECUTION_TIMEOUT, usual.timeout()));
    }

    private LimitsConfig.Realtime realtime() {
        return new LimitsConfig.Realtime(
                settings.number(Key.BACKEND_LIMITS_CONNECTIONS, ANY, 10_000),
                settings.number(Key.BACKEND_LIMITS_SUBSCRIPTIONS, ANY, 100),
                settings.duration(Key.BACKEND_LIMITS_CONNECTION_DURATION, Duration.ofHours(24)),
                settings.duration(Key.BACKEND_LIMITS_CONNECTION_TIMEOUT, Duration.ofMinutes(5)),
                settings.duration(Key.BACKEND_LIMITS_KEEP_ALIVE, Duration.ofSeconds(45)),
                settings.size(Key.BACKEND_LIMITS_FRAME_SIZE, 256 << 10),
                settings.size(Key.BACKEND_LIMITS_EVENT_SIZE, 240 << 10),
                settings.size(Key.BACKEND_LIMITS_BACKLOG_SIZE, 1 << 20),
                settings.number(Key.BACKEND_LIMITS_WAITING_WRITES, ANY, 10_000));
    }
}
