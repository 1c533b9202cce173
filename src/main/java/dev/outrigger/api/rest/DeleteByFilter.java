package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.CascadeReach;
import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.JsonText;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.Relations;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Deletes all items that match, batch by batch, each batch in one transaction. A refusal ends it;
/// the problem then says how many items earlier batches deleted.
///
/// It walks the model once in insertion order, so items that appear meanwhile cannot keep it going
/// in a place that it has passed.
final class DeleteByFilter {
    /// The one filter that means every item, so that nobody deletes a model by a forgotten one.
    private static final String ALL = "all";

    private final Targets targets;
    private final QueryReader queries;
    private final CascadeReach cascades;
    private final Batches batches;

    /// Where the items are, and how many one transaction deletes.
    record Batches(ReplicaStore store, int items) {}

    DeleteByFilter(Targets targets, QueryReader queries, CascadeReach cascades, Batches batches) {
        this.targets = targets;
        this.queries = queries;
        this.cascades = cascades;
        this.batches = batches;
    }

    Future<Reply> delete(RoutingContext context) {
        Model model = targets.model(context);
        Parameters parameters = Parameters.of(context);
        Predicate predicate = predicate(model, parameters);
        Caller.of(context).requireModels(predicate);
        Cascade cascade = CascadeWord.read(parameters.text(CascadeWord.NAME));
        cascades.require(Caller.of(context), model, cascade);
        Query first =
                new Query(model, predicate, List.of(), batches.items(), new Query.Start.Offset(0));
        return new Walk(cascade)
                .deleteFrom(first, 0)
                .map(deleted -> Reply.ok(Map.of("deleted", deleted)));
    }

    private Predicate predicate(Model model, Parameters parameters) {
        String filter = parameters.text("filter");
        if (filter == null) {
            throw RequestRefused.parameter("filter", "is needed; filter=all deletes every item");
        }
        if (filter.equals(ALL)) {
            return new Predicate.All();
        }
        Predicate predicate =
                queries.predicate(
                        model, "filter", JsonText.read("filter", filter), Relations.ALLOWED);
        if (predicate instanceof Predicate.All) {
            throw RequestRefused.parameter(
                    "filter", "matches every item; filter=all is the way to say so");
        }
        return predicate;
    }

    /// One deletion, from page to page.
    private final class Walk {
        private final @Nullable Cascade cascade;

        Walk(@Nullable Cascade cascade) {
            this.cascade = cascade;
        }

        Future<Long> deleteFrom(Query query, long before) {
            return OnEventLoop.when(batches.store().query(query))
                    .compose(
                            page ->
                                    deleted(page, before)
                                            .compose(now -> next(query, page, before + now)));
        }

        private Future<Long> next(Query query, Query.Page page, long deleted) {
            return page.next() == null
                    ? Future.succeededFuture(deleted)
                    : deleteFrom(
                            new Query(
                                    query.model(),
                                    query.predicate(),
                                    query.sort(),
                                    query.limit(),
                                    new Query.Start.After(page.next())),
                            deleted);
        }

        private Future<Long> deleted(Query.Page page, long before) {
            if (page.items().isEmpty()) {
                return Future.succeededFuture(0L);
            }
            List<Edit> edits =
                    page.items().stream()
                            .<Edit>map(
                                    read ->
                                            new Edit.Delete(
                                                    read.stored().key(), Guard.none(), cascade))
                            .toList();
            return OnEventLoop.when(batches.store().editAll(edits))
                    .map(outcome -> count(outcome, before));
        }
    }

    private static long count(ReplicaStore.EditsOutcome outcome, long before) {
        return switch (outcome) {
            case ReplicaStore.EditsOutcome.Accepted(List<EditOutcome> outcomes) ->
                    outcomes.stream().filter(EditOutcome.Deleted.class::isInstance).count();
            case ReplicaStore.EditsOutcome.Refused(int _, Refusal refusal) -> {
                Problem problem = Problems.of(refusal).with("deleted", before);
                throw new RequestRefused(problem);
            }
        };
    }
}
