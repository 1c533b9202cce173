package dev.outrigger.remote;

import dev.outrigger.contract.Batch;
import dev.outrigger.contract.Call;
import dev.outrigger.contract.Metadata;
import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.Operation;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Model;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.runtime.Backend.Outgoing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.push.PushOutcome;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Mutations, as the backend takes them.
final class MutationRequests implements Requests<Outgoing, PushOutcome> {
    private final Desk desk;
    private final WireInput wire;
    private final BatchMapping batches;

    /// Our backend takes an undelete by its word. AppSync does not know it, and is asked by a plain
    /// update with the tombstone's version from then on: what that does is up to it.
    private boolean knowsUndelete = true;

    MutationRequests(Desk desk, WireInput wire) {
        this.desk = desk;
        this.wire = wire;
        this.batches = new BatchMapping(desk.mapping());
    }

    @Override
    public boolean offered(Outgoing asked) {
        return model(asked).calls().mutation(asked.mutation().kind()).isPresent();
    }

    @Override
    public PushOutcome missing(Outgoing asked) {
        return new PushOutcome.Refused(
                "UnsupportedOperation",
                "the schema has no mutation to "
                        + asked.mutation().kind().name().toLowerCase(Locale.ROOT)
                        + " a "
                        + asked.mutation().key().model());
    }

    @Override
    public List<Credentials> ways(Outgoing asked) {
        return desk.access().ways(model(asked).model(), action(asked.mutation().kind()));
    }

    @Override
    public Future<PushOutcome> one(Outgoing asked, List<Credentials> ways) {
        RemoteModel model = model(asked);
        Operation operation =
                model.operations().mutations().of(asked.mutation().kind()).orElseThrow();
        return desk.endpoint()
                .post(operation, variables(asked), ways)
                .map(answer -> desk.mapping().push(model, operation.field(), answer))
                .compose(
                        outcome ->
                                undeletes(asked) && isUnknown(outcome)
                                        ? plainly(asked, ways)
                                        : Future.succeededFuture(outcome));
    }

    private Future<PushOutcome> plainly(Outgoing asked, List<Credentials> ways) {
        knowsUndelete = false;
        return one(asked, ways);
    }

    private boolean undeletes(Outgoing asked) {
        return knowsUndelete && asked.madeFrom() == Presence.TOMBSTONE;
    }

    /// Nothing was carried out.
    private static boolean isUnknown(PushOutcome outcome) {
        return outcome instanceof PushOutcome.Refused(Rejection rejection)
                && rejection.cause() == Rejection.Cause.BAD_RECORD
                && rejection.text().contains(Metadata.DELETED);
    }

    @Override
    public Future<List<PushOutcome>> several(List<Outgoing> asked, Credentials way) {
        List<RemoteModel> models = asked.stream().map(this::model).toList();
        Batch batch = Batch.of(Call.Verb.MUTATION, asked.stream().map(this::part).toList());
        return desk.endpoint().post(batch, way).map(answer -> batches.push(models, answer));
    }

    private Batch.Part part(Outgoing asked) {
        return new Batch.Part(
                model(asked).calls().mutation(asked.mutation().kind()).orElseThrow(),
                variables(asked));
    }

    private Map<String, @Nullable Object> variables(Outgoing asked) {
        Model model = model(asked).model();
        return undeletes(asked)
                ? wire.undelete(model, asked.mutation(), asked.base())
                : wire.variables(model, asked.mutation(), asked.base());
    }

    private RemoteModel model(Outgoing asked) {
        return desk.model(asked.mutation().key().model());
    }

    private static Action action(Mutation.Kind kind) {
        return switch (kind) {
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case DELETE -> Action.DELETE;
        };
    }
}
