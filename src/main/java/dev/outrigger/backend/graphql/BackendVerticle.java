package dev.outrigger.backend.graphql;

import dev.outrigger.backend.graphql.realtime.RealtimeChannel;
import dev.outrigger.backend.graphql.resolve.BackendGraphQl;
import dev.outrigger.backend.identity.Authenticator;
import dev.outrigger.backend.mutation.Mutations;
import dev.outrigger.backend.table.BackendTables;
import dev.outrigger.graphql.execution.Exploration;
import dev.outrigger.graphql.execution.GraphQlExecutor;
import dev.outrigger.graphql.transport.OpenConnections;
import dev.outrigger.telemetry.LogKey;

import graphql.GraphQL;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The backend's server: `POST /graphql`, the WebSocket `/graphql/realtime` and `/health/*`. It is
/// deployed once, on an event loop; whoever made the tables closes them after it is undeployed.
public final class BackendVerticle extends VerticleBase {
    private static final Logger LOGGER = LoggerFactory.getLogger(BackendVerticle.class);

    private final BackendSettings settings;
    private final BackendTables tables;
    private final GraphQlExecutor executor;
    private final RealtimeChannel realtime;
    private final OpenConnections open = new OpenConnections();
    private BackendTables.@Nullable Subscription writes;
    private volatile int port;

    /// Takes a moment, so it is not to be made on an event loop.
    public BackendVerticle(BackendSettings settings, Mutations mutations) {
        this.settings = settings;
        this.tables = mutations.tables();
        BackendLimits limits = settings.limits();
        GraphQL graphQl = BackendGraphQl.of(mutations, this::onLoop, settings.entrance().usual());
        this.executor = new GraphQlExecutor(graphQl, limits.queries(), settings.exploration());
        this.realtime =
                new RealtimeChannel(executor, this::onLoop, settings.entrance(), limits.realtime());
    }

    /// The port that is listened on; 0 before the verticle is deployed.
    public int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        writes = tables.listen(realtime.listener());
        vertx.setPeriodic(
                settings.limits().realtime().keepAlive().toMillis(), _ -> realtime.beat());
        vertx.setPeriodic(settings.pruneInterval().toMillis(), _ -> prune());
        return vertx.createHttpServer(ServerOptions.of(settings))
                .connectionHandler(open::opened)
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
        open.cutAfter(ServerOptions.CLOSING);
        return Future.succeededFuture();
    }

    private Router router() {
        Router router = Router.router(vertx);
        var errors = new HttpErrors();
        router.route().handler(new RequestId()).failureHandler(errors);
        // A request that no route takes never meets a failure handler, nor does a path that cannot
        // be decoded, which Vert.x would log.
        router.errorHandler(404, errors)
                .errorHandler(405, errors)
                .errorHandler(400, HttpErrors::undecodable);
        new HealthChecks(tables).mount(router);
        if (settings.exploration() == Exploration.GRAPHIQL) {
            router.route("/graphiql*").subRouter(GraphiQl.page(vertx));
        }
        router.get("/graphql/realtime").handler(realtime);
        // Where clients that are not Amplify's look for it.
        router.get("/graphql")
                .handler(
                        request -> {
                            if (request.request().canUpgradeToWebSocket()) {
                                realtime.handle(request);
                            } else {
                                request.next();
                            }
                        });
        router.route("/graphql").handler(CrossOrigin.handler());
        // Before the body, so that none is read from who may not send one.
        Authenticator authenticator = settings.entrance().authenticator();
        router.route("/graphql")
                .handler(new Doorkeeper(authenticator, RateLimit.of(settings.limits().requests())));
        var endpoint = new GraphQlEndpoint(executor);
        router.get("/graphql").handler(endpoint);
        RequestLimits limits = settings.limits().requests();
        var deadline = new BodyDeadline(limits.bodyTimeout());
        router.post("/graphql").handler(deadline.begin());
        router.post("/graphql")
                .handler(BodyHandler.create(false).setBodyLimit(limits.bodyBytes()))
                .handler(deadline.met())
                .handler(Doorkeeper::bodyRead)
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
