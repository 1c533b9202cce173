package dev.outrigger.api;

import dev.outrigger.api.rest.Connections;
import dev.outrigger.graphql.transport.OpenConnections;
import dev.outrigger.graphql.transport.StandardConnection;
import dev.outrigger.runtime.Sessions;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Serves the local API of one replica on one event loop. Deployed once it listens; undeployed, it
/// closes every connection.
public final class ApiVerticle extends VerticleBase {
    /// How exact the time of a slow connection is.
    private static final long SWEEP_MS = 1_000;

    /// How soon another certificate is shown.
    private static final Duration CERTIFICATE_LOOK = Duration.ofSeconds(2);

    /// How long a socket is waited for that does not answer a closing frame, and who does not read
    /// what was sent. A stop waits as long, and has to be over before a supervisor kills.
    private static final int CLOSING_SECONDS = 2;

    private final ApiSettings settings;
    private final Sessions sessions;
    private final ServedReplica first;
    private final Connections connections;
    private final OpenConnections open = new OpenConnections();
    private @Nullable ReplicaFront front;
    private volatile int port;

    /// @param first the replica that is served until [#serve] names another one
    public ApiVerticle(ApiSettings settings, Sessions sessions, ServedReplica first) {
        this.settings = settings;
        this.sessions = sessions;
        this.first = first;
        ConnectionLimits limits = settings.limits().connecting();
        this.connections =
                new Connections(
                        new Connections.Limits(
                                limits.connections(),
                                limits.requestTimeout(),
                                limits.idleTimeout()),
                        System::nanoTime);
    }

    /// The port that it listens on; 0 before it does.
    public int port() {
        return port;
    }

    /// Serves another replica, whose requests are those that come from now on. May be called on any
    /// thread, once the verticle is deployed.
    ///
    /// @return completes when requests of the earlier replica are answered, or have had their time
    public CompletionStage<Void> serve(ServedReplica next) {
        Promise<Void> left = Promise.promise();
        context.runOnContext(
                _ -> {
                    ReplicaFront earlier = front();
                    front = frontOf(next);
                    earlier.end().onComplete(left);
                });
        return left.future().toCompletionStage();
    }

    @Override
    public Future<?> start() {
        front = frontOf(first);
        vertx.setPeriodic(SWEEP_MS, _ -> connections.sweep());
        ApiTls tls = settings.protection().tls();
        HttpServerOptions options = options();
        if (tls != null) {
            tls.serve(options);
        }
        HttpServer server = vertx.createHttpServer(options);
        if (tls != null) {
            CertificateWatch.begin(vertx, server, tls, CERTIFICATE_LOOK);
        }
        return server.connectionHandler(this::opened)
                .requestHandler(request -> front().handle(request))
                .invalidRequestHandler(request -> front().unreadable(request))
                .listen(settings.address())
                .onSuccess(this::listens);
    }

    @Override
    public Future<?> stop() {
        front().close();
        open.cutAfter(Duration.ofSeconds(CLOSING_SECONDS));
        return Future.succeededFuture();
    }

    private void opened(HttpConnection connection) {
        open.opened(connection);
        connections.opened(connection);
    }

    private ReplicaFront frontOf(ServedReplica replica) {
        return new ReplicaFront(
                new ReplicaFront.Common(vertx, settings, sessions, connections), replica);
    }

    private ReplicaFront front() {
        if (front == null) {
            throw new IllegalStateException("the verticle is not deployed");
        }
        return front;
    }

    private void listens(HttpServer server) {
        port = server.actualPort();
    }

    /// HTTP/1.1 only: what bounds connections goes by one request at a time on each. No WebSocket
    /// is compressed, though most clients offer it: what each packs with takes more memory than all
    /// else of its connection, for what crosses no network.
    private HttpServerOptions options() {
        ApiLimits limits = settings.limits();
        return new HttpServerOptions()
                .setUseAlpn(false)
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(limits.urlBytes())
                .setMaxHeaderSize(limits.connecting().headerBytes())
                .setWebSocketSubProtocols(List.of(StandardConnection.SUB_PROTOCOL))
                .setWebSocketClosingTimeout(CLOSING_SECONDS)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(limits.observing().frameBytes());
    }
}
