package dev.outrigger.postgres;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes Flyway's progress reports down to DEBUG and leaves its failures to [MigrationFailed].
///
/// Flyway creates it by name, hence the public constructor.
public final class MigrationLog implements LogCreator, Log {
    private static final Logger LOGGER = LoggerFactory.getLogger(Migrations.class);

    public MigrationLog() {}

    @Override
    public Log createLogger(Class<?> source) {
        return this;
    }

    @Override
    public void debug(String message) {
        LOGGER.atTrace().log(message);
    }

    @Override
    public void info(String message) {
        LOGGER.atDebug().log(message);
    }

    @Override
    public void notice(String message) {
        LOGGER.atDebug().log(message);
    }

    @Override
    public void warn(String message) {
        LOGGER.atWarn().log(message);
    }

    @Override
    public void error(String message) {
        LOGGER.atDebug().log(message);
    }

    @Override
    public void error(String message, Exception failure) {
        LOGGER.atDebug().setCause(failure).log(message);
    }
}
