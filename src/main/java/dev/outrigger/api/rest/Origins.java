package dev.outrigger.api.rest;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The names that the sidecar is called by, and the web pages that may call it.
public final class Origins {
    private static final String ANY = "*";

    private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    private final Set<String> readers = new HashSet<>();

    /// @param hosts names that are accepted beside those of loopback
    /// @param readers origins of pages that may read answers; `*` for any
    public Origins(Set<String> hosts, Set<String> readers) {
        hosts.forEach(name -> this.hosts.add(name.toLowerCase(Locale.ROOT)));
        readers.forEach(origin -> this.readers.add(origin.toLowerCase(Locale.ROOT)));
    }

    boolean isCalled(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /// True for pages of this machine and of our own names, and for those that may read answers.
    boolean mayCall(String origin) {
        return mayRead(origin) || isCalled(hostOf(origin));
    }

    boolean mayRead(String origin) {
        return readers.contains(ANY) || readers.contains(origin.toLowerCase(Locale.ROOT));
    }

    /// False when no page may read any answer.
    boolean haveReaders() {
        return !readers.isEmpty();
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return new URI(origin).getHost();
        } catch (URISyntaxException _) {
            return null;
        }
    }
}
