package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.Model;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.PendingMutation;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// Answers `GET /v1/outbox`, what waits for the backend, oldest first, and `GET /v1/outbox/{id}`.
final class OutboxRoute {
    private final ReplicaStore store;
    private final Models models;
    private final QueryReader queries;
    private final InstantSource clock;

    OutboxRoute(Models models, QueryReader queries, ReplicaStore store, InstantSource clock) {
        this.store = store;
        this.models = models;
        this.queries = queries;
        this.clock = clock;
    }

    Future<Reply> list(RoutingContext context) {
        Parameters parameters = Parameters.of(context);
        String name = parameters.text("model");
        Model model = name == null ? null : models.named(name);
        int limit = queries.limit(parameters.number("limit"));
        Caller caller = Caller.of(context);
        if (model != null) {
            caller.requireModel(model.name());
        }
        Predicate<String> wanted =
                one -> caller.reaches(one) && (model == null || model.name().equals(one));
        return collect(new Listing(wanted, limit, new ArrayList<>()), parameters.afterId());
    }

    Future<Reply> get(RoutingContext context) {
        long id = Targets.number(context);
        return OnEventLoop.when(store.outbox(id - 1, 1))
                .map(
                        found ->
                                found.stream()
                                        .filter(pending -> pending.id() == id)
                                        .findFirst()
                                        .map(pending -> one(Caller.of(context), pending))
                                        .orElseThrow(() -> unknown(id)));
    }

    private Reply one(Caller caller, PendingMutation pending) {
        caller.requireModel(pending.key().model());
        return Reply.ok(json(pending));
    }

    private static RequestRefused unknown(long id) {
        return RequestRefused.because(new InputProblem.MutationUnknown(id));
    }

    /// What is asked for, and what was found so far.
    private record Listing(Predicate<String> models, int limit, List<PendingMutation> found) {
        /// Takes what belongs here of one page of the outbox, in order, up to the limit.
        void take(List<PendingMutation> page) {
            for (PendingMutation pending : page) {
                if (!full() && models.test(pending.key().model())) {
                    found.add(pending);
                }
            }
        }

        boolean full() {
            return found.size() == limit;
        }
    }

    /// The outbox is kept in one order for all models, so a listing of one model reads past others;
    /// it ends with the outbox.
    private Future<Reply> collect(Listing listing, long afterId) {
        return OnEventLoop.when(store.outbox(afterId, listing.limit()))
                .compose(
                        page -> {
                            listing.take(page);
                            boolean last = page.size() < listing.limit();
                            return listing.full() || last
                                    ? Future.succeededFuture(reply(listing))
                                    : collect(listing, page.getLast().id());
                        });
    }

    private Reply reply(Listing listing) {
        List<PendingMutation> found = listing.found();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mutations", found.stream().map(this::json).toList());
        json.put("nextCursor", listing.full() ? Long.toString(found.getLast().id()) : null);
        return Reply.ok(json);
    }

    private Map<String, @Nullable Object> json(PendingMutation pending) {
        Map<String, @Nullable Object> json = MutationJson.target(models, pending);
        json.put("changedFields", List.copyOf(pending.mutation().fields().keySet()));
        json.put("baseVersion", MutationJson.baseVersion(pending));
        json.put("standing", pending.standing().name().toLowerCase(Locale.ROOT));
        json.put("attempts", pending.attempts());
        json.put("lastAttemptAt", MutationJson.millis(pending.history().lastAttemptAt()));
        json.put("lastError", pending.lastError());
        json.put("ageMs", Duration.between(pending.savedAt(), clock.instant()).toMillis());
        return json;
    }
}
