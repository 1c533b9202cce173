package dev.outrigger.token;

import java.net.URI;
import java.util.Set;

/// Which addresses may be asked who somebody is.
public final class Trusted {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Trusted() {}

    /// True for HTTPS, and for HTTP that does not leave this machine: whoever can change an answer
    /// on its way would decide who is let in.
    public static boolean address(URI address) {
        if (address.getHost() == null) {
            return false;
        }
        return "https".equalsIgnoreCase(address.getScheme())
                || "http".equalsIgnoreCase(address.getScheme())
                        && LOOPBACK.contains(address.getHost());
    }
}
