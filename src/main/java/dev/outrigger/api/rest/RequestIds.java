package dev.outrigger.api.rest;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Names requests that ended with a problem, so that a client's report leads to the log's line.
/// Used by one event loop.
final class RequestIds {
    /// Keeps the ids of two runs apart.
    private final String run = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

    private long count;

    String next() {
        count++;
        return run + "-" + count;
    }
}
