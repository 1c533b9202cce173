package dev.outrigger.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/// Finds a port of this machine that nobody listens on.
final class FreePort {
    /// Below the range from which the kernel takes the near end of outgoing connections: a port
    /// from there would often be in use at the next start, and could not be kept.
    private static final int FIRST = 20_000;

    private static final int LAST = 29_999;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /// The preferred port if it is free, else any other.
    static int preferring(OptionalInt preferred) {
        if (preferred.isPresent() && isFree(preferred.getAsInt())) {
            return preferred.getAsInt();
        }
        return ThreadLocalRandom.current()
                .ints(ATTEMPTS, FIRST, LAST + 1)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow(
                        () ->
                                new EmbeddedPostgresUnusable(
                                        "no port between "
                                                + FIRST
                                                + " and "
                                                + LAST
                                                + " is free on "
                                                + EmbeddedPostgres.HOST));
    }

    static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getByName(EmbeddedPostgres.HOST))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
