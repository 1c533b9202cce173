package dev.outrigger.api;

import dev.outrigger.telemetry.LogKey;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;

/// Has a server show its new certificate when the files change, without a restart: connections that
/// are open go on. Files that cannot be used leave the server with what it has.
final class CertificateWatch {
    private static final Logger LOGGER = LoggerFactory.getLogger(CertificateWatch.class);

    private final Vertx vertx;
    private final HttpServer server;
    private final ApiTls tls;
    private List<String> used;
    private List<String> seen;

    private CertificateWatch(Vertx vertx, HttpServer server, ApiTls tls) {
        this.vertx = vertx;
        this.server = server;
        this.tls = tls;
        this.used = state(tls.files());
        this.seen = used;
    }

    /// @param every how often the files are looked at; a change counts once it was seen twice, as a
    ///     certificate without its key is of no use
    static void begin(Vertx vertx, HttpServer server, ApiTls tls, Duration every) {
        CertificateWatch watch = new CertificateWatch(vertx, server, tls);
        vertx.setPeriodic(every.toMillis(), _ -> watch.look());
    }

    private void look() {
        List<String> now = state(tls.files());
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && !now.equals(used)) {
            used = now;
            replaced()
                    .onSuccess(_ -> LOGGER.atInfo().log("The TLS certificate was read again"))
                    .onFailure(
                            failure ->
                                    LOGGER.atWarn()
                                            .addKeyValue(LogKey.ERROR, failure.getMessage())
                                            .log("The TLS certificate cannot be read again"));
        }
    }

    private Future<Boolean> replaced() {
        try {
            CertificatePair.require(vertx, tls.identity());
            return server.updateSSLOptions(tls.options(), true);
        } catch (Exception unusable) {
            return Future.failedFuture(unusable);
        }
    }

    private static List<String> state(List<Path> files) {
        return files.stream().map(CertificateWatch::state).toList();
    }

    private static String state(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException _) {
            return "unreadable";
        }
    }
}
