package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.replica.Quarantine;
import dev.outrigger.replica.QuarantinedItem;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers requests about items of the backend that could not be taken in.
final class QuarantineRoutes {
    private final QueryReader queries;
    private final Quarantine quarantine;

    QuarantineRoutes(QueryReader queries, Quarantine quarantine) {
        this.queries = queries;
        this.quarantine = quarantine;
    }

    Future<Reply> list(RoutingContext context) {
        Parameters parameters = Parameters.of(context);
        int limit = queries.limit(parameters.number("limit"));
        return OnEventLoop.when(
                        quarantine.list(parameters.text("model"), parameters.afterId(), limit))
                .map(found -> page(found, limit));
    }

    Future<Reply> get(RoutingContext context) {
        return required(Targets.number(context)).map(found -> Reply.ok(json(found)));
    }

    Future<Reply> discard(RoutingContext context) {
        long id = Targets.number(context);
        return required(id)
                .compose(
                        found ->
                                OnEventLoop.when(quarantine.discard(id))
                                        .map(_ -> Reply.ok(json(found))));
    }

    private Future<QuarantinedItem> required(long id) {
        return OnEventLoop.when(quarantine.get(id))
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                RequestRefused.because(
                                                        new InputProblem.QuarantinedUnknown(id))));
    }

    private static Reply page(List<QuarantinedItem> found, int limit) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("quarantined", found.stream().map(QuarantineRoutes::json).toList());
        json.put("nextCursor", found.size() == limit ? Long.toString(found.getLast().id()) : null);
        return Reply.ok(json);
    }

    private static Map<String, @Nullable Object> json(QuarantinedItem kept) {
        ItemKey key = kept.item().key();
        Version version = kept.item().version();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", kept.id());
        json.put("model", kept.item().model());
        json.put("key", key == null ? null : key.text());
        json.put("version", version == null ? null : version.number());
        json.put("item", decoded(kept.item().json()));
        json.put("reason", kept.item().reason());
        json.put("firstSeenAt", kept.firstSeenAt().toEpochMilli());
        json.put("lastSeenAt", kept.lastSeenAt().toEpochMilli());
        json.put("timesSeen", kept.timesSeen());
        return json;
    }

    /// What was left out of it so that it can be stored may be what made it JSON.
    private static @Nullable Object decoded(String text) {
        try {
            return Json.read(text);
        } catch (MalformedJson _) {
            return text;
        }
    }
}
