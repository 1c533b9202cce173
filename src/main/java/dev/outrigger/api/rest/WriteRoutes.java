package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.JsonText;
import dev.outrigger.api.wire.KeyReader;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.Relations;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Function;

/// Answers requests that write one item.
final class WriteRoutes {
    private final Targets targets;
    private final EditReader edits;
    private final QueryReader queries;
    private final ReplicaStore store;

    WriteRoutes(Targets targets, EditReader edits, QueryReader queries, ReplicaStore store) {
        this.targets = targets;
        this.edits = edits;
        this.queries = queries;
        this.store = store;
    }

    Future<Reply> create(RoutingContext context) {
        Model model = targets.model(context);
        Map<String, @Nullable Object> body = Bodies.object(context);
        return edited(edits.create(model, body));
    }

    Future<Reply> save(RoutingContext context) {
        Model model = targets.model(context);
        ItemKey key = targets.key(context, model);
        Map<String, @Nullable Object> body = Bodies.object(context);
        return guarded(context, guard -> edits.save(model, key, body, guard));
    }

    Future<Reply> patch(RoutingContext context) {
        Model model = targets.model(context);
        ItemKey key = targets.key(context, model);
        Map<String, @Nullable Object> body = Bodies.object(context);
        return guarded(context, guard -> edits.patch(model, key, body, guard));
    }

    Future<Reply> delete(RoutingContext context) {
        Model model = targets.model(context);
        ItemKey key = targets.key(context, model);
        Parameters parameters = Parameters.of(context);
        Cascade cascade = CascadeWord.read(parameters.text(CascadeWord.NAME));
        return edited(edits.delete(Caller.of(context), key, guard(context, parameters), cascade));
    }

    /// Brings a deleted item back, as it last was but for the fields of the body.
    Future<Reply> undelete(RoutingContext context) {
        Model model = targets.model(context);
        ItemKey key = targets.keyBeforeVerb(context, model);
        return edited(edits.undelete(model, key, Bodies.patchOrNothing(context)));
    }

    /// Carries out the edit under the request's guards.
    private Future<Reply> guarded(RoutingContext context, Function<Guard, Edit> edit) {
        return edited(edit.apply(guard(context, Parameters.of(context))));
    }

    private Guard guard(RoutingContext context, Parameters parameters) {
        return new Guard(condition(context, parameters), Precondition.of(context, parameters));
    }

    private Predicate condition(RoutingContext context, Parameters parameters) {
        String text = parameters.text("condition");
        return text == null
                ? new Predicate.All()
                : queries.predicate(
                        targets.model(context),
                        "condition",
                        JsonText.read("condition", text),
                        Relations.REFUSED);
    }

    private Future<Reply> edited(Edit edit) {
        return OnEventLoop.when(store.edit(edit)).map(WriteRoutes::reply);
    }

    private static Reply reply(EditOutcome outcome) {
        return switch (outcome) {
            case EditOutcome.Created(StoredItem stored, long seq) ->
                    ReadRoutes.item(new ReadItem(stored, seq)).created(location(stored.key()));
            case EditOutcome.Updated(StoredItem stored, long seq) ->
                    ReadRoutes.item(new ReadItem(stored, seq));
            case EditOutcome.Deleted(StoredItem stored, long seq) ->
                    ReadRoutes.item(new ReadItem(stored, seq));
            case EditOutcome.NothingDeleted _ -> Reply.noContent();
            case EditOutcome.Refused(Refusal refusal) -> throw RequestRefused.because(refusal);
        };
    }

    private static String location(ItemKey key) {
        return "/v1/models/" + key.model() + "/" + KeyReader.path(key);
    }
}
