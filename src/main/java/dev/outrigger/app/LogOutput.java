package dev.outrigger.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

import dev.outrigger.config.LogConfig;

import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;

/// Makes the log look and speak as configured, on standard error. Logback finds it by the class
/// path (reading an XML file instead costs a third of a second at every start) and begins with the
/// usual form, since the configuration may be what there is to complain about.
public final class LogOutput extends ContextAwareBase implements Configurator {
    /// Logback's own configuration of tests, which is asked after this one.
    private static final String TESTS = "/logback-test.xml";

    private static final String OURS = "dev.outrigger";
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp{NONE}%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (LogOutput.class.getResource(TESTS) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        write(context, LogConfig.DEFAULT);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void apply(LogConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        write(context, config);
    }

    private static void write(LoggerContext context, LogConfig config) {
        Encoder<ILoggingEvent> encoder =
                switch (config.format()) {
                    case TEXT -> text();
                    case JSON -> json();
                };
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName(config.format().name());
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        // Libraries speak up only when something is wrong.
        root.setLevel(Level.WARN);
        context.getLogger(OURS).setLevel(Level.toLevel(config.level().name()));
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        encoder.setCharset(StandardCharsets.UTF_8);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithMarkers(false);
        encoder.setWithArguments(false);
        return encoder;
    }
}
