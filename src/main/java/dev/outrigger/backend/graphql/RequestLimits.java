package dev.outrigger.backend.graphql;

import java.time.Duration;

/// Bounds of an HTTP request.
///
/// @param bodyBytes the longest body; a longer one is answered with 413
/// @param bodyTimeout in which the whole body must have come; later it is answered with 408
/// @param headerBytes of the request line, and of all headers together; more is answered with 431,
///     a longer line with 414
/// @param requestsPerSecond of one identity, which may save up those of a second; more are answered
///     with 429
public record RequestLimits(
        int bodyBytes, Duration bodyTimeout, int headerBytes, int requestsPerSecond) {
    public static RequestLimits usual() {
        return new RequestLimits(1 << 20, Duration.ofSeconds(10), 16 << 10, 10_000);
    }

    public RequestLimits withBodyTimeout(Duration timeout) {
        return new RequestLimits(bodyBytes, timeout, headerBytes, requestsPerSecond);
    }

    public RequestLimits withRequestsPerSecond(int rate) {
        return new RequestLimits(bodyBytes, bodyTimeout, headerBytes, rate);
    }
}
