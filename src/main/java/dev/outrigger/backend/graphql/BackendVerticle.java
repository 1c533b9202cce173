package dev.outrigger.backend.graphql;

import dev.outrigger.backend.graphql.realtime.RealtimeChannel;
import dev.outrigger.backend.graphql.resolve.BackendGraphQl;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.telemetry.LogKey;

import graphql.GraphQL;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The backend's server: `POST /graphql`, the WebSocket `/graphql/realtime` and `/health/*`. It is
/// deployed once, on an event loop; whoever made the tables closes them after it is undeployed.
public final class BackendVerticle extends VerticleBase {
    private static final Logger LOGGER = LoggerFactory.getLogger(BackendVerticle.class);

    /// A client that does not answer a closing frame is cut off.
    private static final int CLOSING_SECONDS = 3;

    private final BackendSettings settings;
    private final BackendTables tables;
    private final GraphQL graphQl;
    private final RealtimeChannel realtime;
    private BackendTables.@Nullable Subscription writes;
    private volatile int port;

    /// Takes a moment, so it is not to be made on an event loop.
    public BackendVerticle(BackendSettings settings, BackendTables tables) {
        this.settings = settings;
        this.tables = tables;
        this.graphQl = BackendGraphQl.of(tables, this::onLoop);
        this.realtime =
                new RealtimeChannel(
                        graphQl, this::onLoop, settings.authenticator(), settings.realtime());
    }

    /// The port that is listened on; 0 before the verticle is deployed.
    public int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        writes = tables.listen(realtime.listener());
        vertx.setPeriodic(settings.realtime().keepAlive().toMillis(), _ -> realtime.beat());
        vertx.setPeriodic(settings.pruneInterval().toMillis(), _ -> prune());
        var options =
                new HttpServerOptions()
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .addWebSocketSubProtocol(RealtimeChannel.SUB_PROTOCOL)
                        .setWebSocketClosingTimeout(CLOSING_SECONDS)
                        .setMaxWebSocketFrameSize(settings.realtime().frameBytes())
                        .setMaxWebSocketMessageSize(settings.realtime().frameBytes());
        if (settings.identity() != null) {
            options.setSsl(true).setKeyCertOptions(settings.identity());
        }
        return vertx.createHttpServer(options)
                .requestHandler(router())
                .listen()
                .onSuccess(server -> port = server.actualPort());
    }

    /// Vert.x closes the server, its sockets and the timers with the deployment.
    @Override
    public Future<?> stop() {
        if (writes != null) {
            writes.close();
        }
        return Future.succeededFuture();
    }

    private Router router() {
        Router router = Router.router(vertx);
        var errors = new HttpErrors();
        router.route().handler(new RequestId()).failureHandler(errors);
        // A request that no route takes never meets a failure handler.
        router.errorHandler(404, errors).errorHandler(405, errors);
        new HealthChecks(tables).mount(router);
        router.get("/graphql/realtime").handler(realtime);
        router.route("/graphql").handler(CrossOrigin.handler());
        // A route of its own, so that no body is read from who may not send one.
        router.route("/graphql").handler(new Doorkeeper(settings.authenticator()));
        var endpoint = new GraphQlEndpoint(graphQl);
        router.get("/graphql").handler(endpoint);
        router.post("/graphql")
                .handler(BodyHandler.create(false).setBodyLimit(settings.bodyBytes()))
                .handler(endpoint);
        return router;
    }

    private void prune() {
        tables.prune()
                .whenComplete(
                        (rows, failure) -> {
                            if (failure != null) {
                                LOGGER.atWarn()
                                        .addKeyValue(LogKey.ERROR, failure.getMessage())
                                        .log("Old rows could not be removed; tried again later");
                            }
                        });
    }

    private void onLoop(Runnable task) {
        context.runOnContext(_ -> task.run());
    }
}
