package dev.outrigger.api;

import dev.outrigger.api.access.CascadeReach;
import dev.outrigger.api.access.Doorkeeper;
import dev.outrigger.api.access.Entrance;
import dev.outrigger.api.access.RateGate;
import dev.outrigger.api.graphql.GraphQlFront;
import dev.outrigger.api.graphql.GraphQlSockets;
import dev.outrigger.api.graphql.GraphQlSources;
import dev.outrigger.api.observe.ObserveEndpoint;
import dev.outrigger.api.observe.ObserveSources;
import dev.outrigger.api.openapi.DocumentEndpoint;
import dev.outrigger.api.openapi.PageEndpoint;
import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.ReplicaProblem;
import dev.outrigger.api.rest.Connections;
import dev.outrigger.api.rest.CrossOrigin;
import dev.outrigger.api.rest.HeaderGate;
import dev.outrigger.api.rest.HostGate;
import dev.outrigger.api.rest.Origins;
import dev.outrigger.api.rest.RestRoutes;
import dev.outrigger.api.route.SystemApi;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.runtime.Sessions;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One replica as clients meet it: its routes and its sockets. A request stays with the
/// front that it came to, so it never sees two replicas. Used on one event loop.
final class ReplicaFront {
    /// What requests that are under way may take when another replica is served in this place.
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final Router router;
    private final RestRoutes routes;
    private final ObserveEndpoint observe;
    private final GraphQlSockets sockets;

    /// What fronts of all replicas use.
    ///
    /// @param sessions who is served
    record Common(Vertx vertx, ApiSettings settings, Sessions sessions, Connections connections) {}

    ReplicaFront(Common common, ServedReplica replica) {
        Vertx vertx = common.vertx();
        ApiLimits limits = common.settings().limits();
        router = Router.router(vertx);
        routes =
                new RestRoutes(
                        router,
                        gates(common.settings()),
                        common.connections(),
                        limits.requests().bodyBytes());
        QueryReader queries =
                new QueryReader(replica.schema(), replica.search(), limits.requests().pageItems());
        CascadeReach cascades = new CascadeReach(replica.schema(), replica.policies());
        routes.mount(
                new RestRoutes.Served(
                        replica.schema(),
                        replica.search(),
                        cascades,
                        replica.store(),
                        replica.groups(),
                        replica.aggregates(),
                        replica.progress(),
                        replica.sync(),
                        replica.lifecycle(),
                        InstantSource.system()),
                queries,
                limits.requests());
        routes.mountSession(common.sessions());
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
        routes.mount(SystemApi.OBSERVE, observe);
        GraphQlFront graphQl =
                new GraphQlFront(
                        vertx,
                        new GraphQlSources(
                                replica.schema(),
                                cascades,
                                replica.store(),
                                replica.groups(),
                                replica.observations()),
                        limits.graphQl());
        sockets = new GraphQlSockets(graphQl);
        routes.mountGraphQl(graphQl, sockets);
        mountDocument(replica);
    }

    private void mountDocument(ServedReplica replica) {
        routes.mount(
                SystemApi.DOCUMENT,
                new DocumentEndpoint(replica.schema(), replica.search(), routes::declared));
        routes.mount(SystemApi.PAGE, new PageEndpoint("docs.html", "text/html"));
        routes.mount(SystemApi.PAGE_STYLE, new PageEndpoint("docs.css", "text/css"));
        routes.mount(SystemApi.PAGE_SCRIPT, new PageEndpoint("docs-page.js", "text/javascript"));
        routes.mount(
                SystemApi.PAGE_DESCRIPTION,
                new PageEndpoint("docs-describe.js", "text/javascript"));
    }

    /// Everything that is mounted, gates included.
    List<Route> routes() {
        return router.getRoutes();
    }

    /// What a request has to pass before anything of the replica is asked, in this order.
    private static List<Handler<RoutingContext>> gates(ApiSettings settings) {
        ConnectionLimits limits = settings.limits().connecting();
        Origins origins = new Origins(settings.names().hosts(), settings.names().origins());
        Entrance entrance = settings.protection().entrance();
        List<Handler<RoutingContext>> gates =
                new ArrayList<>(
                        List.of(
                                new HeaderGate(limits.headers()),
                                new HostGate(origins),
                                new CrossOrigin(origins),
                                new Doorkeeper(entrance)));
        if (entrance != null) {
            gates.add(new RateGate(limits.requestsPerSecond()));
        }
        return gates;
    }

    void handle(HttpServerRequest request) {
        router.handle(request);
    }

    void unreadable(HttpServerRequest request) {
        routes.unreadable(request);
    }

    /// Another replica is served from now on: sockets are told and closed, and requests that come
    /// late are refused.
    ///
    /// @return completes when requests that were under way are answered, or have had their time
    Future<Void> end() {
        Problem changed = Problems.of(new ReplicaProblem.SessionChanged());
        observe.end(changed);
        sockets.end(changed.type().title());
        return routes.end()
                .timeout(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .recover(_ -> Future.succeededFuture());
    }

    /// The server is going.
    void close() {
        observe.close();
        sockets.close();
    }
}
