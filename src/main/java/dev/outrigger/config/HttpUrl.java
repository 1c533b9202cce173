package dev.outrigger.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads addresses that are called over HTTP.
final class HttpUrl {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private HttpUrl() {}

    /// Empty when the text is not a URL of http or https with a host.
    static Optional<URI> of(String text) {
        try {
            URI address = new URI(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            return SCHEMES.contains(scheme) && address.getHost() != null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
