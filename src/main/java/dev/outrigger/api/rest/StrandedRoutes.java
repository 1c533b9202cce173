package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.replica.StrandedMutations;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Answers requests about mutations that the schema cannot say any more.
final class StrandedRoutes {
    private final StrandedMutations mutations;
    private final QueryReader queries;

    StrandedRoutes(QueryReader queries, StrandedMutations mutations) {
        this.mutations = mutations;
        this.queries = queries;
    }

    /// The model may be one that the schema has no more, so its name is taken as it comes.
    Future<Reply> list(RoutingContext context) {
        Parameters parameters = Parameters.of(context);
        int limit = queries.limit(parameters.number("limit"));
        return OnEventLoop.when(
                        mutations.list(parameters.text("model"), parameters.afterId(), limit))
                .map(found -> page(found, limit));
    }

    Future<Reply> get(RoutingContext context) {
        long id = Targets.number(context);
        return OnEventLoop.when(mutations.get(id))
                .map(found -> Reply.ok(json(found.orElseThrow(() -> unknown(id)))));
    }

    Future<Reply> discard(RoutingContext context) {
        long id = Targets.number(context);
        return OnEventLoop.when(mutations.get(id))
                .compose(
                        found -> {
                            StrandedMutation mutation = found.orElseThrow(() -> unknown(id));
                            return OnEventLoop.when(mutations.discard(id))
                                    .map(_ -> Reply.ok(json(mutation)));
                        });
    }

    private static Reply page(List<StrandedMutation> found, int limit) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("stranded", found.stream().map(StrandedRoutes::json).toList());
        json.put("nextCursor", found.size() == limit ? Long.toString(found.getLast().id()) : null);
        return Reply.ok(json);
    }

    private static Map<String, @Nullable Object> json(StrandedMutation mutation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", mutation.id());
        json.put("model", mutation.model());
        json.put("key", mutation.key());
        json.put("operation", mutation.kind().name().toLowerCase(Locale.ROOT));
        json.put("input", mutation.fields());
        json.put("condition", mutation.condition());
        json.put("reason", mutation.reason());
        json.put("savedAt", mutation.savedAt().toEpochMilli());
        json.put("strandedAt", mutation.strandedAt().toEpochMilli());
        return json;
    }

    private static RequestRefused unknown(long id) {
        return RequestRefused.because(new InputProblem.StrandedUnknown(id));
    }
}
