package dev.outrigger.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.outrigger.config.LogConfig;
import java.net.URL;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/// Makes the log look and speak as configured. It starts with the defaults of `logback.xml`, since
/// the configuration may be what there is to complain about.
final class LogOutput {
    private LogOutput() {}

    static void apply(LogConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("format", config.format().name().toLowerCase(Locale.ROOT));
        context.putProperty("level", config.level().name().toLowerCase(Locale.ROOT));
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(definition());
        } catch (JoranException damaged) {
            throw new IllegalStateException("logback.xml is damaged", damaged);
        }
    }

    private static URL definition() {
        return Objects.requireNonNull(LogOutput.class.getResource("/logback.xml"), "logback.xml");
    }
}
