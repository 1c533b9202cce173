package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.Cursors;
import dev.outrigger.api.wire.EntityTag;
import dev.outrigger.api.wire.ItemJson;
import dev.outrigger.api.wire.QueryInput;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.Relations;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.edit.Refusal;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Answers requests that read items.
final class ReadRoutes {
    private final Targets targets;
    private final QueryReader queries;
    private final ReplicaStore store;

    ReadRoutes(Targets targets, QueryReader queries, ReplicaStore store) {
        this.targets = targets;
        this.queries = queries;
        this.store = store;
    }

    Future<Reply> get(RoutingContext context) {
        Model model = targets.model(context);
        ItemKey key = targets.key(context, model);
        return OnEventLoop.when(store.get(key))
                .map(found -> item(found.orElseThrow(() -> unknown(key))));
    }

    Future<Reply> query(RoutingContext context) {
        Model model = targets.model(context);
        return page(context, model, Parameters.of(context).query());
    }

    Future<Reply> postedQuery(RoutingContext context) {
        Model model = targets.model(context);
        return page(context, model, QueryInput.of(Bodies.object(context)));
    }

    Future<Reply> count(RoutingContext context) {
        Model model = targets.model(context);
        Parameters parameters = Parameters.of(context);
        Predicate predicate =
                queries.predicate(model, "filter", parameters.filter(), Relations.ALLOWED);
        Caller.of(context).requireModels(predicate);
        return OnEventLoop.when(store.count(model, predicate))
                .map(count -> Reply.ok(Map.of("count", count)));
    }

    /// One item with its entity tag.
    static Reply item(ReadItem read) {
        return new Reply(
                200,
                Map.of(
                        HttpHeaders.ETAG.toString(),
                        EntityTag.of(read.stored().version(), read.seq())),
                ItemJson.of(read.stored()));
    }

    private Future<Reply> page(RoutingContext context, Model model, QueryInput input) {
        Query query = queries.read(model, input);
        Caller.of(context).requireModels(query.predicate());
        return OnEventLoop.when(store.query(query)).map(page -> Reply.ok(json(query, page)));
    }

    private static RequestRefused unknown(ItemKey key) {
        return RequestRefused.because(new Refusal.ItemUnknown(key));
    }

    private static Map<String, @Nullable Object> json(Query query, Query.Page page) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("items", page.items().stream().map(read -> ItemJson.of(read.stored())).toList());
        json.put("nextCursor", page.next() == null ? null : Cursors.write(query, page.next()));
        return json;
    }
}
