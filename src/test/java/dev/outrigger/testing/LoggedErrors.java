package dev.outrigger.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;

import java.util.List;
import java.util.Optional;

/// What is logged as an error, by us or by a library, while this is open.
public final class LoggedErrors implements AutoCloseable {
    private final LogTap tap = new LogTap(Logger.ROOT_LOGGER_NAME, LoggedErrors::told);

    private static Optional<String> told(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.ERROR)
                ? Optional.of(event.getLoggerName() + ": " + event.getFormattedMessage())
                : Optional.empty();
    }

    public List<String> messages() {
        return tap.messages();
    }

    @Override
    public void close() {
        tap.close();
    }
}
