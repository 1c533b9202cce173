package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;

/// A program that is asked about a replica's conflicts.
///
/// @param secret sent along, so that the program can tell the sidecar from others; or null
public record AdviserConfig(URI url, @Nullable Secret secret) {
    /// How such programs are called.
    ///
    /// @param timeout of one request, its answer included
    /// @param attempts requests in a row, while the program fails
    public record Limits(Duration timeout, int attempts) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), 3);
    }
}
