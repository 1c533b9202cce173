package dev.outrigger.api;

import dev.outrigger.api.observe.ObserveEndpoint;
import dev.outrigger.api.observe.ObserveSources;
import dev.outrigger.api.rest.RestRoutes;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;

/// Serves the local API of one replica on one event loop. Deployed once it listens; undeployed, it
/// closes every connection.
public final class ApiVerticle extends VerticleBase {
    private final ApiSettings settings;
    private final ServedReplica replica;
    private @Nullable ObserveEndpoint observe;
    private volatile int port;

    public ApiVerticle(ApiSettings settings, ServedReplica replica) {
        this.settings = settings;
        this.replica = replica;
    }

    /// The port that it listens on; 0 before it does.
    public int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        RestRoutes routes =
                new RestRoutes(
                        router,
                        settings.allowedHosts(),
                        settings.protection().token(),
                        settings.limits().bodyBytes());
        mount(routes);
        return vertx.createHttpServer(options())
                .requestHandler(router)
                .invalidRequestHandler(routes::unreadable)
                .listen()
                .onSuccess(this::listens);
    }

    @Override
    public Future<?> stop() {
        if (observe != null) {
            observe.close();
        }
        return Future.succeededFuture();
    }

    private void listens(HttpServer server) {
        port = server.actualPort();
    }

    private HttpServerOptions options() {
        ApiLimits limits = settings.limits();
        HttpServerOptions options = new HttpServerOptions();
        PemKeyCertOptions identity = settings.protection().identity();
        if (identity != null) {
            options.setSsl(true).setKeyCertOptions(identity);
        }
        return options.setHost(settings.host())
                .setPort(settings.port())
                .setMaxInitialLineLength(limits.urlBytes())
                .setHandle100ContinueAutomatically(true)
                .setMaxWebSocketFrameSize(limits.observing().frameBytes());
    }

    private void mount(RestRoutes routes) {
        ApiLimits limits = settings.limits();
        QueryReader queries = new QueryReader(replica.schema(), limits.pageItems());
        routes.mount(
                new RestRoutes.Served(
                        replica.schema(),
                        replica.store(),
                        replica.sync(),
                        replica.lifecycle(),
                        InstantSource.system()),
                queries,
                limits.deleteBatch());
        observe =
                new ObserveEndpoint(
                        vertx,
                        new ObserveSources(
                                new Models(replica.schema()),
                                replica.observations(),
                                replica.store(),
                                replica.sync()),
                        queries,
                        limits.observing());
        routes.mountGet("/v1/observe", observe);
    }
}
