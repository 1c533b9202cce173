package dev.outrigger.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;

import java.util.List;
import java.util.Optional;

/// What one part warns of while this is open, each with its values, and kept from the console.
public final class LoggedWarnings implements AutoCloseable {
    private final LogTap tap;

    /// @param name of its logger
    public LoggedWarnings(String name) {
        tap = new LogTap(name, LoggedWarnings::told);
        tap.logger().setLevel(Level.WARN);
        tap.logger().setAdditive(false);
    }

    private static Optional<String> told(ILoggingEvent event) {
        return Optional.of(event.getFormattedMessage() + " " + event.getKeyValuePairs());
    }

    public List<String> messages() {
        return tap.messages();
    }

    @Override
    public void close() {
        tap.logger().setAdditive(true);
        tap.logger().setLevel(null);
        tap.close();
    }
}
