package dev.outrigger.api.rest;

import dev.outrigger.api.access.Scope;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.Sessions;
import dev.outrigger.runtime.SyncControl;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import java.time.InstantSource;
import java.util.List;

/// Mounts every HTTP route of the local API. It reads as the table of routes.
public final class RestRoutes {
    private static final String MODEL = "/v1/models/[^/]+";
    private static final String EXPRESSION = "/v1/sync/expressions/[^/]+";
    private static final String ITEM = MODEL + "/.+";
    private static final String ID = "[0-9]{1,18}";
    private static final String LETTER = "/v1/dead-letters/" + ID;
    private static final String CONFLICT = "/v1/conflicts/" + ID + "-" + ID;
    private static final String QUARANTINED = "/v1/quarantine/" + ID;
    private static final String STRANDED = "/v1/stranded/" + ID;

    private final RouteTable routes;
    private final Answers answers;
    private final Handler<RoutingContext> body;
    private final Admission admission = new Admission();

    /// What the routes serve.
    public record Served(
            Schema schema,
            ReplicaStore store,
            SyncControl sync,
            Lifecycle lifecycle,
            InstantSource clock) {}

    /// How much one transaction does.
    ///
    /// @param deletedAtOnce items that a delete by filter removes in one transaction
    /// @param operations of a batch, at most
    public record BatchLimits(int deletedAtOnce, int operations) {}

    /// Guards `router`, which must have no route yet.
    ///
    /// @param gates what every request has to pass, in this order; the last one makes its caller
    ///     known
    /// @param bodyBytes of a request's body at most
    public RestRoutes(Router router, List<Handler<RoutingContext>> gates, int bodyBytes) {
        this.routes = new RouteTable(router);
        this.answers = new Answers(new RequestIds(), routes, bodyBytes);
        this.body = BodyHandler.create(false).setBodyLimit(bodyBytes);
        router.route().failureHandler(answers::failed);
        gates.forEach(gate -> router.route().handler(gate));
        // What no route takes, or none takes with this method, reaches no failure handler.
        router.errorHandler(404, answers::failed).errorHandler(405, answers::failed);
    }

    public void mount(Served served, QueryReader queries, BatchLimits together) {
        Models models = new Models(served.schema());
        Targets targets = new Targets(models);
        ReplicaStore store = served.store();
        // Routes are tried in this order: the busiest ones first.
        EditReader edits = new EditReader(served.schema());
        mountWrites(new WriteRoutes(targets, edits, queries, store));
        mountReads(new ReadRoutes(targets, queries, store));
        DeleteByFilter deletes =
                new DeleteByFilter(targets, queries, store, together.deletedAtOnce());
        on(Scope.WRITE, HttpMethod.DELETE, MODEL, deletes::delete);
        BatchReader batches = new BatchReader(models, edits, queries, together.operations());
        withBody(Scope.WRITE, HttpMethod.POST, "/v1/batch", new BatchRoute(batches, store)::post);
        on(
                Scope.READ,
                HttpMethod.GET,
                "/v1/models",
                new SchemaRoute(served.schema(), served.sync())::get);
        OutboxRoute outbox = new OutboxRoute(models, queries, store, served.clock());
        on(Scope.READ, HttpMethod.GET, "/v1/outbox", outbox::list);
        on(
                Scope.READ,
                HttpMethod.GET,
                "/v1/sync",
                new SyncRoute(served.sync(), store, served.clock())::status);
        on(Scope.READ, HttpMethod.GET, "/v1/outbox/" + ID, outbox::get);
        mountQuarantine(new QuarantineRoutes(queries, store.quarantine()));
        mountStranded(new StrandedRoutes(queries, store.stranded()));
        mountDeadLetters(
                new DeadLetterRoutes(
                        models, queries, new JsonStrings(served.schema()), store.deadLetters()));
        mountConflicts(
                new ConflictRoutes(
                        models, queries, new DecisionReader(served.schema()), store.conflicts()));
        mountLifecycle(new LifecycleRoutes(served.lifecycle()));
        mountExpressions(new ExpressionRoutes(served.schema(), models, served.sync()));
        HealthRoutes health = new HealthRoutes(store);
        free("/health/live", health::live);
        free("/health/ready", health::ready);
    }

    /// Mounts what stays the same whoever is served.
    public void mountSession(Sessions sessions) {
        SessionRoutes session = new SessionRoutes(sessions);
        String path = "/v1/session";
        routes.on(Scope.ADMIN, at(HttpMethod.GET, path), Answers.by(session::get));
        routes.on(Scope.ADMIN, at(HttpMethod.PUT, path), body, Answers.by(session::put));
        routes.on(Scope.ADMIN, at(HttpMethod.DELETE, path), Answers.by(session::delete));
    }

    /// Refuses requests to the replica from now on.
    ///
    /// @return completes when those that are under way are answered
    public Future<Void> end() {
        return admission.end();
    }

    /// Mounts a GET without query parameters that answers by itself.
    public void mountGet(Scope scope, String path, Handler<RoutingContext> handler) {
        routes.on(
                scope,
                at(HttpMethod.GET, path),
                context -> {
                    Parameters.none(context);
                    handler.handle(context);
                });
    }

    /// Answers what is not readable as HTTP.
    public void unreadable(HttpServerRequest request) {
        answers.unreadable(request);
    }

    private void mountReads(ReadRoutes reads) {
        on(Scope.READ, HttpMethod.GET, MODEL, reads::query);
        on(Scope.READ, HttpMethod.GET, MODEL + "/count", reads::count);
        on(Scope.READ, HttpMethod.GET, ITEM, reads::get);
        withBody(Scope.READ, HttpMethod.POST, MODEL + "/query", reads::postedQuery);
    }

    private void mountWrites(WriteRoutes writes) {
        withBody(Scope.WRITE, HttpMethod.POST, MODEL, writes::create);
        withBody(Scope.WRITE, HttpMethod.PUT, ITEM, writes::save);
        withBody(Scope.WRITE, HttpMethod.PATCH, ITEM, writes::patch);
        on(Scope.WRITE, HttpMethod.DELETE, ITEM, writes::delete);
    }

    private void mountDeadLetters(DeadLetterRoutes letters) {
        on(Scope.ADMIN, HttpMethod.GET, "/v1/dead-letters", letters::list);
        on(Scope.ADMIN, HttpMethod.GET, LETTER, letters::get);
        withBody(Scope.ADMIN, HttpMethod.POST, LETTER + "/retry", letters::retry);
        on(Scope.ADMIN, HttpMethod.DELETE, LETTER, letters::discard);
    }

    private void mountConflicts(ConflictRoutes conflicts) {
        on(Scope.ADMIN, HttpMethod.GET, "/v1/conflicts", conflicts::list);
        on(Scope.ADMIN, HttpMethod.GET, CONFLICT, conflicts::get);
        withBody(Scope.ADMIN, HttpMethod.POST, CONFLICT + "/resolve", conflicts::resolve);
    }

    private void mountQuarantine(QuarantineRoutes quarantine) {
        on(Scope.ADMIN, HttpMethod.GET, "/v1/quarantine", quarantine::list);
        on(Scope.ADMIN, HttpMethod.GET, QUARANTINED, quarantine::get);
        on(Scope.ADMIN, HttpMethod.DELETE, QUARANTINED, quarantine::discard);
    }

    private void mountStranded(StrandedRoutes stranded) {
        on(Scope.ADMIN, HttpMethod.GET, "/v1/stranded", stranded::list);
        on(Scope.ADMIN, HttpMethod.GET, STRANDED, stranded::get);
        on(Scope.ADMIN, HttpMethod.DELETE, STRANDED, stranded::discard);
    }

    private void mountLifecycle(LifecycleRoutes lifecycle) {
        on(Scope.ADMIN, HttpMethod.POST, "/v1/sync/start", lifecycle::start);
        on(Scope.ADMIN, HttpMethod.POST, "/v1/sync/stop", lifecycle::stop);
        on(Scope.ADMIN, HttpMethod.POST, "/v1/sync/now", lifecycle::now);
        on(Scope.ADMIN, HttpMethod.POST, "/v1/clear", lifecycle::clear);
    }

    private void mountExpressions(ExpressionRoutes expressions) {
        on(Scope.ADMIN, HttpMethod.GET, "/v1/sync/expressions", expressions::all);
        on(Scope.ADMIN, HttpMethod.GET, EXPRESSION, expressions::get);
        withBody(Scope.ADMIN, HttpMethod.PUT, EXPRESSION, expressions::put);
        on(Scope.ADMIN, HttpMethod.DELETE, EXPRESSION, expressions::delete);
    }

    private void on(Scope scope, HttpMethod method, String path, Endpoint endpoint) {
        routes.on(scope, at(method, path), Answers.by(admission.guarding(endpoint)));
    }

    private void withBody(Scope scope, HttpMethod method, String path, Endpoint endpoint) {
        routes.on(scope, at(method, path), body, Answers.by(admission.guarding(endpoint)));
    }

    /// A GET for which nobody has to show anything.
    private void free(String path, Endpoint endpoint) {
        routes.free(at(HttpMethod.GET, path), Answers.by(admission.guarding(endpoint)));
    }

    private static RouteTable.Place at(HttpMethod method, String path) {
        return new RouteTable.Place(method, path);
    }
}
