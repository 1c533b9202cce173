package dev.outrigger.webhook;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;

/// A program that is called over HTTP.
///
/// @param url of scheme http or https
/// @param secret sent as bearer token, so that the program can tell us from others; or null
/// @param limits of each call
public record Webhook(URI url, @Nullable String secret, Limits limits) {
    /// @param timeout from sending a request to having read its answer
    /// @param attempts requests of one call, the first included, when a program fails
    public record Limits(Duration timeout, int attempts) {
        /// A client waits meanwhile, and its own request ends after 30 seconds on AppSync.
        public static final Limits USUAL = new Limits(Duration.ofSeconds(5), 3);

        public Limits {
            if (timeout.isNegative() || timeout.isZero() || attempts < 1) {
                throw new IllegalArgumentException(timeout + " and " + attempts + " attempts");
            }
        }
    }

    /// The address without query and credentials, which may hold a secret.
    public String shown() {
        return url.getScheme()
                + "://"
                + url.getRawAuthority().replaceAll(".*@", "")
                + url.getPath();
    }

    /// Without the secret.
    @Override
    public String toString() {
        return shown();
    }
}
