package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.Cursors;
import dev.outrigger.api.wire.EntityTag;
import dev.outrigger.api.wire.EntityTags;
import dev.outrigger.api.wire.Inclusion;
import dev.outrigger.api.wire.InclusionReader;
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
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers requests that read items.
final class ReadRoutes {
    private final Targets targets;
    private final QueryReader queries;
    private final ReplicaStore store;
    private final Including including;

    /// How related items get into answers.
    record Including(InclusionReader reader, IncludedItems items) {}

    ReadRoutes(Targets targets, QueryReader queries, ReplicaStore store, Including including) {
        this.targets = targets;
        this.queries = queries;
        this.store = store;
        this.including = including;
    }

    Future<Reply> get(RoutingContext context) {
        Model model = targets.model(context);
        ItemKey key = targets.key(context, model);
        if (context.request().query() == null) {
            Optional<EntityTags> known = Precondition.unwanted(context.request());
            return wanted(context, key)
                    .map(read -> known.isEmpty() ? item(read) : itemUnless(known.get(), read));
        }
        Inclusion inclusion =
                included(context, model, Parameters.of(context).text(InclusionReader.NAME));
        return wanted(context, key)
                .compose(
                        read ->
                                including
                                        .items()
                                        .json(model, List.of(read), inclusion)
                                        .map(json -> item(read, json.getFirst())));
    }

    /// The item, which is as `If-Match` says where a client asks for it so.
    private Future<ReadItem> wanted(RoutingContext context, ItemKey key) {
        Guard guard = new Guard(new Predicate.All(), Precondition.matched(context.request()));
        return found(key)
                .map(
                        read -> {
                            guard.refusal(read.stored(), read.seq())
                                    .ifPresent(
                                            refusal -> {
                                                throw RequestRefused.because(refusal);
                                            });
                            return read;
                        });
    }

    private Future<ReadItem> found(ItemKey key) {
        return OnEventLoop.when(store.get(key)).map(found -> found.orElseThrow(() -> unknown(key)));
    }

    /// What a client wants to be told along with items, of models that it may ask for.
    private Inclusion included(RoutingContext context, Model model, @Nullable String text) {
        Inclusion inclusion = including.reader().read(model, text);
        inclusion.targets().forEach(Caller.of(context)::requireModel);
        return inclusion;
    }

    Future<Reply> query(RoutingContext context) {
        Model model = targets.model(context);
        Parameters parameters = Parameters.of(context);
        return page(
                context,
                new Asked(model, parameters.query(), parameters.text(InclusionReader.NAME)));
    }

    Future<Reply> postedQuery(RoutingContext context) {
        Model model = targets.model(context);
        Map<String, @Nullable Object> body = Bodies.object(context);
        Object include = body.remove(InclusionReader.NAME);
        if (include != null && !(include instanceof String)) {
            throw RequestRefused.parameter(InclusionReader.NAME, "is not a string");
        }
        return page(context, new Asked(model, QueryInput.of(body), (String) include));
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
        return item(read, ItemJson.of(read.stored()));
    }

    /// @param known what the client has
    private static Reply itemUnless(EntityTags known, ReadItem read) {
        String tag = tag(read);
        return known.names(tag) ? Reply.notModified(tag) : item(read);
    }

    private static Reply item(ReadItem read, Map<String, @Nullable Object> json) {
        return new Reply(200, Map.of(HttpHeaders.ETAG.toString(), tag(read)), json);
    }

    private static String tag(ReadItem read) {
        return EntityTag.of(read.stored().version(), read.seq());
    }

    /// A query as it was worded.
    private record Asked(Model model, QueryInput query, @Nullable String include) {}

    private Future<Reply> page(RoutingContext context, Asked asked) {
        Query query = queries.read(asked.model(), asked.query());
        Caller.of(context).requireModels(query.predicate());
        Inclusion inclusion = included(context, asked.model(), asked.include());
        return OnEventLoop.when(store.query(query))
                .compose(
                        page ->
                                including
                                        .items()
                                        .json(asked.model(), page.items(), inclusion)
                                        .map(items -> Reply.ok(json(query, page, items))));
    }

    private static RequestRefused unknown(ItemKey key) {
        return RequestRefused.because(new Refusal.ItemUnknown(key));
    }

    private static Map<String, @Nullable Object> json(
            Query query, Query.Page page, List<Map<String, @Nullable Object>> items) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("items", items);
        json.put("nextCursor", page.next() == null ? null : Cursors.write(query, page.next()));
        return json;
    }
}
