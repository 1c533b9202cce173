package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.EntityTag;
import dev.outrigger.api.wire.ItemJson;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.ReplicaStore.EditsOutcome;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers `POST /v1/batch`: edits of any models that are all made, or none of them.
final class BatchRoute {
    private final BatchReader reader;
    private final ReplicaStore store;

    BatchRoute(BatchReader reader, ReplicaStore store) {
        this.reader = reader;
        this.store = store;
    }

    Future<Reply> post(RoutingContext context) {
        List<Edit> edits = reader.read(Caller.of(context), Bodies.object(context));
        return OnEventLoop.when(store.editAll(edits)).map(BatchRoute::reply);
    }

    private static Reply reply(EditsOutcome outcome) {
        return switch (outcome) {
            case EditsOutcome.Accepted(List<EditOutcome> outcomes) ->
                    Reply.ok(Map.of("results", outcomes.stream().map(BatchRoute::json).toList()));
            case EditsOutcome.Refused(int place, Refusal refusal) -> {
                Problem problem = Problems.of(refusal);
                throw new RequestRefused(
                        concernsAll(refusal)
                                ? problem
                                : problem.with(BatchReader.OPERATION, place));
            }
        };
    }

    /// True of what would have befallen any other operation as well.
    private static boolean concernsAll(Refusal refusal) {
        return refusal instanceof Refusal.ReplicaBusy
                || refusal instanceof Refusal.ReplicaUnavailable;
    }

    private static Map<String, @Nullable Object> json(EditOutcome outcome) {
        return switch (outcome) {
            case EditOutcome.Created(StoredItem stored, long seq) ->
                    json(201, stored, EntityTag.of(stored.version(), seq));
            case EditOutcome.Updated(StoredItem stored, long seq) ->
                    json(200, stored, EntityTag.of(stored.version(), seq));
            case EditOutcome.Deleted(StoredItem stored, long seq) ->
                    json(200, stored, EntityTag.of(stored.version(), seq));
            case EditOutcome.NothingDeleted _ -> json(204, null, null);
            case EditOutcome.Refused refused ->
                    throw new IllegalStateException("accepted, with " + refused);
        };
    }

    private static Map<String, @Nullable Object> json(
            int status, @Nullable StoredItem stored, @Nullable String entityTag) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", status);
        json.put("item", stored == null ? null : ItemJson.of(stored));
        json.put("etag", entityTag);
        return json;
    }
}
