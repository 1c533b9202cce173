package dev.outrigger.api.rest;

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

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Set;

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
    /// @param token that every request but those for health must show, or null for none
    /// @param bodyBytes of a request's body at most
    public RestRoutes(
            Router router, Set<String> allowedHosts, @Nullable String token, int bodyBytes) {
        this.routes = new RouteTable(router);
        this.answers = new Answers(new RequestIds(), routes, bodyBytes);
        this.body = BodyHandler.create(false).setBodyLimit(bodyBytes);
        router.route().handler(new HostGate(allowedHosts)).failureHandler(answers::failed);
        if (token != null) {
            router.route().handler(new TokenGate(token));
        }
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
        on(HttpMethod.DELETE, MODEL, deletes::delete);
        BatchReader batches = new BatchReader(models, edits, queries, together.operations());
        withBody(HttpMethod.POST, "/v1/batch", new BatchRoute(batches, store)::post);
        on(HttpMethod.GET, "/v1/models", new SchemaRoute(served.schema(), served.sync())::get);
        OutboxRoute outbox = new OutboxRoute(models, queries, store, served.clock());
        on(HttpMethod.GET, "/v1/outbox", outbox::list);
        on(HttpMethod.GET, "/v1/sync", new SyncRoute(served.sync(), store, served.clock())::status);
        on(HttpMethod.GET, "/v1/outbox/" + ID, outbox::get);
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
        on(HttpMethod.GET, "/health/live", health::live);
        on(HttpMethod.GET, "/health/ready", health::ready);
    }

    /// Mounts what stays the same whoever is served.
    public void mountSession(Sessions sessions) {
        SessionRoutes session = new SessionRoutes(sessions);
        routes.on(HttpMethod.GET, "/v1/session", Answers.by(session::get));
        routes.on(HttpMethod.PUT, "/v1/session", body, Answers.by(session::put));
        routes.on(HttpMethod.DELETE, "/v1/session", Answers.by(session::delete));
    }

    /// Refuses requests to the replica from now on.
    ///
    /// @return completes when those that are under way are answered
    public Future<Void> end() {
        return admission.end();
    }

    /// Mounts a GET without query parameters that answers by itself.
    public void mountGet(String path, Handler<RoutingContext> handler) {
        routes.on(
                HttpMethod.GET,
                path,
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
        on(HttpMethod.GET, MODEL, reads::query);
        on(HttpMethod.GET, MODEL + "/count", reads::count);
        on(HttpMethod.GET, ITEM, reads::get);
        withBody(HttpMethod.POST, MODEL + "/query", reads::postedQuery);
    }

    private void mountWrites(WriteRoutes writes) {
        withBody(HttpMethod.POST, MODEL, writes::create);
        withBody(HttpMethod.PUT, ITEM, writes::save);
        withBody(HttpMethod.PATCH, ITEM, writes::patch);
        on(HttpMethod.DELETE, ITEM, writes::delete);
    }

    private void mountDeadLetters(DeadLetterRoutes letters) {
        on(HttpMethod.GET, "/v1/dead-letters", letters::list);
        on(HttpMethod.GET, LETTER, letters::get);
        withBody(HttpMethod.POST, LETTER + "/retry", letters::retry);
        on(HttpMethod.DELETE, LETTER, letters::discard);
    }

    private void mountConflicts(ConflictRoutes conflicts) {
        on(HttpMethod.GET, "/v1/conflicts", conflicts::list);
        on(HttpMethod.GET, CONFLICT, conflicts::get);
        withBody(HttpMethod.POST, CONFLICT + "/resolve", conflicts::resolve);
    }

    private void mountQuarantine(QuarantineRoutes quarantine) {
        on(HttpMethod.GET, "/v1/quarantine", quarantine::list);
        on(HttpMethod.GET, QUARANTINED, quarantine::get);
        on(HttpMethod.DELETE, QUARANTINED, quarantine::discard);
    }

    private void mountStranded(StrandedRoutes stranded) {
        on(HttpMethod.GET, "/v1/stranded", stranded::list);
        on(HttpMethod.GET, STRANDED, stranded::get);
        on(HttpMethod.DELETE, STRANDED, stranded::discard);
    }

    private void mountLifecycle(LifecycleRoutes lifecycle) {
        on(HttpMethod.POST, "/v1/sync/start", lifecycle::start);
        on(HttpMethod.POST, "/v1/sync/stop", lifecycle::stop);
        on(HttpMethod.POST, "/v1/sync/now", lifecycle::now);
        on(HttpMethod.POST, "/v1/clear", lifecycle::clear);
    }

    private void mountExpressions(ExpressionRoutes expressions) {
        on(HttpMethod.GET, "/v1/sync/expressions", expressions::all);
        on(HttpMethod.GET, EXPRESSION, expressions::get);
        withBody(HttpMethod.PUT, EXPRESSION, expressions::put);
        on(HttpMethod.DELETE, EXPRESSION, expressions::delete);
    }

    private void on(HttpMethod method, String path, Endpoint endpoint) {
        routes.on(method, path, Answers.by(admission.guarding(endpoint)));
    }

    private void withBody(HttpMethod method, String path, Endpoint endpoint) {
        routes.on(method, path, body, Answers.by(admission.guarding(endpoint)));
    }
}
