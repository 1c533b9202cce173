package dev.outrigger.api.rest;

import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.SyncControl;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Mounts every HTTP route of the local API. It reads as the table of routes.
public final class RestRoutes {
    private static final String MODEL = "/v1/models/[^/]+";
    private static final String ITEM = MODEL + "/.+";

    private final Answers answers;
    private final Handler<RoutingContext> body;

    /// @param bodyBytes of a request's body at most
    public RestRoutes(int bodyBytes) {
        this.answers = new Answers(new RequestIds(), bodyBytes);
        this.body = BodyHandler.create(false).setBodyLimit(bodyBytes);
    }

    /// What the routes serve.
    public record Served(
            Schema schema, ReplicaStore store, SyncControl sync, InstantSource clock) {}

    /// Must be mounted before any other route.
    ///
    /// @param token that every request but those for health must show, or null for none
    public void mountGate(Router router, Set<String> allowedHosts, @Nullable String token) {
        router.route().handler(new HostGate(allowedHosts)).failureHandler(answers::failed);
        if (token != null) {
            router.route().handler(new TokenGate(token));
        }
        // What no route takes, or no route takes with this method, reaches no failure handler.
        router.errorHandler(404, answers::failed).errorHandler(405, answers::failed);
    }

    /// @param deleteBatch items that a delete by filter removes in one transaction
    public void mount(Router router, Served served, QueryReader queries, int deleteBatch) {
        Models models = new Models(served.schema());
        Targets targets = new Targets(models);
        mountReads(router, new ReadRoutes(targets, queries, served.store()));
        DeleteByFilter deletes =
                new DeleteByFilter(targets, queries, served.store(), deleteBatch);
        mountWrites(
                router,
                new WriteRoutes(
                        targets,
                        new ItemInput.Readers(served.schema()),
                        queries,
                        served.store()));
        on(router, HttpMethod.DELETE, MODEL, deletes::delete);

        SchemaRoute schema = new SchemaRoute(served.schema(), served.sync());
        OutboxRoute outbox =
                new OutboxRoute(models, queries, served.store(), served.clock());
        on(router, HttpMethod.GET, "/v1/models", schema::get);
        on(router, HttpMethod.GET, "/v1/outbox", outbox::list);
        mountSync(router, new SyncRoutes(served.sync(), served.store(), served.clock()));
        HealthRoutes health = new HealthRoutes(served.store());
        on(router, HttpMethod.GET, "/health/live", health::live);
        on(router, HttpMethod.GET, "/health/ready", health::ready);
    }

    private void mountReads(Router router, ReadRoutes reads) {
        on(router, HttpMethod.GET, MODEL, reads::query);
        on(router, HttpMethod.GET, MODEL + "/count", reads::count);
        on(router, HttpMethod.GET, ITEM, reads::get);
        withBody(router, HttpMethod.POST, MODEL + "/query", reads::postedQuery);
    }

    private void mountWrites(Router router, WriteRoutes writes) {
        withBody(router, HttpMethod.POST, MODEL, writes::create);
        withBody(router, HttpMethod.PUT, ITEM, writes::save);
        withBody(router, HttpMethod.PATCH, ITEM, writes::patch);
        on(router, HttpMethod.DELETE, ITEM, writes::delete);
    }

    private void mountSync(Router router, SyncRoutes sync) {
        on(router, HttpMethod.GET, "/v1/sync", sync::status);
        on(router, HttpMethod.POST, "/v1/sync/start", sync::start);
        on(router, HttpMethod.POST, "/v1/sync/stop", sync::stop);
        on(router, HttpMethod.POST, "/v1/sync/now", sync::now);
    }

    private static void on(Router router, HttpMethod method, String path, Endpoint endpoint) {
        router.routeWithRegex(method, path).handler(Answers.by(endpoint));
    }

    private void withBody(Router router, HttpMethod method, String path, Endpoint endpoint) {
        router.routeWithRegex(method, path).handler(body).handler(Answers.by(endpoint));
    }
}
