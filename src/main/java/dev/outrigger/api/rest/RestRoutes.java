package dev.outrigger.api.rest;

import dev.outrigger.api.access.CascadeReach;
import dev.outrigger.api.graphql.GraphQlFront;
import dev.outrigger.api.route.ApiRoute;
import dev.outrigger.api.route.GraphQlApi;
import dev.outrigger.api.route.ItemApi;
import dev.outrigger.api.route.MutationApi;
import dev.outrigger.api.route.SyncApi;
import dev.outrigger.api.route.SystemApi;
import dev.outrigger.api.wire.AggregationReader;
import dev.outrigger.api.wire.InclusionReader;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Aggregates;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.Sessions;
import dev.outrigger.runtime.SyncControl;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import java.time.InstantSource;
import java.util.List;

/// Mounts every HTTP route of the local API as `api.route` declares it.
public final class RestRoutes {
    private final RouteTable routes;
    private final Answers answers;
    private final Handler<RoutingContext> body;
    private final Connections connections;
    private final Admission admission = new Admission();

    /// What the routes serve.
    public record Served(
            Schema schema,
            TextSearch.Of search,
            CascadeReach cascades,
            ReplicaStore store,
            GroupedReads groups,
            Aggregates aggregates,
            ReplicaProgress progress,
            SyncControl sync,
            Lifecycle lifecycle,
            InstantSource clock) {}

    /// Guards `router`, which must have no route yet.
    ///
    /// @param gates what every request has to pass, in this order; the last one makes its caller
    ///     known
    /// @param bodyBytes of a request's body at most
    public RestRoutes(
            Router router,
            List<Handler<RoutingContext>> gates,
            Connections connections,
            int bodyBytes) {
        this.connections = connections;
        this.routes = new RouteTable(router);
        this.answers = new Answers(new RequestIds(), routes, bodyBytes);
        this.body = connections.timing(BodyHandler.create(false).setBodyLimit(bodyBytes));
        // One route, as each of its own would be looked for with every request.
        Route gate = router.route().failureHandler(answers::failed);
        gate.handler(new SentPath()).handler(connections::begun);
        gates.forEach(gate::handler);
        // What no route takes, or none takes with this method, reaches no failure handler; nor does
        // a path that cannot be decoded, which Vert.x would log.
        router.errorHandler(404, answers::failed)
                .errorHandler(405, answers::failed)
                .errorHandler(400, answers::undecodable);
    }

    public void mount(Served served, QueryReader queries, RequestLimits limits) {
        Models models = new Models(served.schema());
        Targets targets = new Targets(models);
        ReplicaStore store = served.store();
        EditReader edits = new EditReader(served.schema(), served.cascades());
        Waits waits = new Waits(served.progress(), limits.longestWait());
        admission.onEnd(waits::end);
        TokenReplies tokens = new TokenReplies(models, store, served.progress(), waits);
        WriteRoutes writes = new WriteRoutes(targets, edits, queries, store);
        FreshReads fresh =
                new FreshReads(
                        models,
                        served.progress(),
                        new SyncedAt(served.sync(), served.clock()),
                        waits);
        AggregateRoute aggregate =
                new AggregateRoute(targets, new AggregationReader(queries), served.aggregates());
        mountItems(writes, reads(served, targets, queries, limits), aggregate, fresh, tokens);
        DeleteByFilter deletes =
                new DeleteByFilter(
                        targets,
                        queries,
                        served.cascades(),
                        new DeleteByFilter.Batches(store, limits.deleteBatch()));
        on(ItemApi.DELETE_MATCHING, deletes::delete);
        BatchReader batches = new BatchReader(models, edits, queries, limits.batchOperations());
        on(ItemApi.BATCH, new BatchRoute(batches, store)::post);
        on(ItemApi.SCHEMA, new SchemaRoute(served.schema(), served.search(), served.sync())::get);
        OutboxRoute outbox = new OutboxRoute(models, queries, store, served.clock());
        on(MutationApi.OUTBOX, outbox::list);
        on(SyncApi.STATUS, new SyncRoute(served.sync(), store, served.clock())::status);
        on(MutationApi.WAITING, outbox::get);
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
        on(SystemApi.LIVE, health::live);
        on(SystemApi.READY, health::ready);
    }

    /// Mounts what stays the same whoever is served.
    public void mountSession(Sessions sessions) {
        SessionRoutes session = new SessionRoutes(sessions);
        answering(SyncApi.SESSION, checked(SyncApi.SESSION, session::get));
        answering(SyncApi.SIGN_IN, checked(SyncApi.SIGN_IN, session::put));
        answering(SyncApi.SIGN_OUT, checked(SyncApi.SIGN_OUT, session::delete));
    }

    /// Mounts GraphQL, whose fields ask for the scope that each of them needs.
    ///
    /// @param sockets takes the GETs that ask for a WebSocket
    public void mountGraphQl(GraphQlFront front, Handler<RoutingContext> sockets) {
        GraphQlRoute route = new GraphQlRoute(front);
        on(GraphQlApi.EXECUTE, route::post);
        Handler<RoutingContext> answered =
                Answers.by(admission.guarding(checked(GraphQlApi.QUERY, route::get)));
        handle(
                GraphQlApi.QUERY,
                context -> {
                    if (context.request().canUpgradeToWebSocket()) {
                        sockets.handle(context);
                    } else {
                        answered.handle(context);
                    }
                });
    }

    /// Refuses requests to the replica from now on.
    ///
    /// @return completes when those that are under way are answered
    public Future<Void> end() {
        return admission.end();
    }

    /// Mounts a route that answers by itself.
    public void mount(ApiRoute route, Handler<RoutingContext> handler) {
        handle(
                route,
                context -> {
                    Parameters.check(context, route);
                    handler.handle(context);
                });
    }

    /// Every route that is mounted.
    public List<ApiRoute> declared() {
        return routes.declared();
    }

    /// Answers what is not readable as HTTP.
    public void unreadable(HttpServerRequest request) {
        answers.unreadable(request);
    }

    private static ReadRoutes reads(
            Served served, Targets targets, QueryReader queries, RequestLimits limits) {
        IncludedItems included =
                new IncludedItems(served.schema(), served.groups(), limits.itemsTold());
        return new ReadRoutes(
                targets,
                queries,
                served.store(),
                new ReadRoutes.Including(new InclusionReader(served.schema()), included));
    }

    /// Routes are tried in this order: the busiest ones first, but a count before an item, whose
    /// path its own looks like.
    private void mountItems(
            WriteRoutes writes,
            ReadRoutes reads,
            AggregateRoute aggregate,
            FreshReads fresh,
            TokenReplies tokens) {
        on(ItemApi.CREATE, tokens.writing(writes::create));
        on(ItemApi.COUNT, fresh.reading(reads::count));
        on(ItemApi.READ, fresh.reading(tokens.reading(reads::get)));
        on(ItemApi.QUERY, fresh.reading(reads::query));
        on(ItemApi.SAVE, tokens.writing(writes::save));
        on(ItemApi.PATCH, tokens.writing(writes::patch));
        on(ItemApi.DELETE, tokens.writing(writes::delete));
        on(ItemApi.UNDELETE, tokens.writing(writes::undelete));
        on(ItemApi.AGGREGATE, fresh.reading(aggregate::post));
        on(ItemApi.POSTED_QUERY, fresh.reading(reads::postedQuery));
    }

    private void mountDeadLetters(DeadLetterRoutes letters) {
        on(MutationApi.DEAD_LETTERS, letters::list);
        on(MutationApi.DEAD_LETTER, letters::get);
        on(MutationApi.RETRY, letters::retry);
        on(MutationApi.GIVE_UP, letters::discard);
    }

    private void mountConflicts(ConflictRoutes conflicts) {
        on(MutationApi.CONFLICTS, conflicts::list);
        on(MutationApi.NOTED_CONFLICT, conflicts::get);
        on(MutationApi.RESOLVE, conflicts::resolve);
    }

    private void mountQuarantine(QuarantineRoutes quarantine) {
        on(MutationApi.QUARANTINE, quarantine::list);
        on(MutationApi.QUARANTINED_ONE, quarantine::get);
        on(MutationApi.FORGET_QUARANTINED, quarantine::discard);
    }

    private void mountStranded(StrandedRoutes stranded) {
        on(MutationApi.STRANDED_LIST, stranded::list);
        on(MutationApi.STRANDED_ONE, stranded::get);
        on(MutationApi.FORGET_STRANDED, stranded::discard);
    }

    private void mountLifecycle(LifecycleRoutes lifecycle) {
        on(SyncApi.START, lifecycle::start);
        on(SyncApi.STOP, lifecycle::stop);
        on(SyncApi.NOW, lifecycle::now);
        on(SyncApi.CLEAR, lifecycle::clear);
    }

    private void mountExpressions(ExpressionRoutes expressions) {
        on(SyncApi.EXPRESSIONS, expressions::all);
        on(SyncApi.READ_EXPRESSION, expressions::get);
        on(SyncApi.CHOOSE_EXPRESSION, expressions::put);
        on(SyncApi.TAKE_BACK_EXPRESSION, expressions::delete);
    }

    /// Mounts a route of the replica.
    private void on(ApiRoute route, Endpoint endpoint) {
        answering(route, admission.guarding(checked(route, endpoint)));
    }

    private void answering(ApiRoute route, Endpoint endpoint) {
        handle(route, Answers.by(endpoint));
    }

    private void handle(ApiRoute route, Handler<RoutingContext> handler) {
        routes.on(
                route,
                route.body() == null
                        ? List.of(handler)
                        : List.of(body, connections::bodyRead, handler));
    }

    private static Endpoint checked(ApiRoute route, Endpoint endpoint) {
        return context -> {
            Parameters.check(context, route);
            return endpoint.answer(context);
        };
    }
}
