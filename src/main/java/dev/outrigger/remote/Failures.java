package dev.outrigger.remote;

import io.vertx.core.http.UpgradeRejectedException;

import java.util.regex.Pattern;

/// Says in one sentence why the network failed.
final class Failures {
    /// Netty names the sub-protocols that it offered, and one of them carries the key.
    private static final Pattern CREDENTIALS = Pattern.compile("header-[\\w+/=-]+");

    private Failures() {}

    static String describe(Throwable cause) {
        if (cause instanceof UpgradeRejectedException rejected) {
            return "the WebSocket was refused with HTTP " + rejected.getStatus();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return CREDENTIALS.matcher(message).replaceAll("header-…");
    }
}
