package dev.outrigger.remote;

import dev.outrigger.contract.Batch;
import dev.outrigger.contract.Call;
import dev.outrigger.contract.Operation;
import dev.outrigger.contract.Variables;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.ItemKey;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.push.FetchOutcome;

import io.vertx.core.Future;

import java.util.List;
import java.util.Objects;

/// Reads of single items by their keys.
final class ReadRequests implements Requests<ItemKey, FetchOutcome> {
    private final Desk desk;
    private final BatchMapping batches;

    ReadRequests(Desk desk) {
        this.desk = desk;
        this.batches = new BatchMapping(desk.mapping());
    }

    @Override
    public boolean offered(ItemKey asked) {
        return model(asked).calls().get().isPresent();
    }

    @Override
    public FetchOutcome missing(ItemKey asked) {
        return new FetchOutcome.Refused(
                Rejection.of(
                        Rejection.Cause.UNKNOWN,
                        "UnsupportedOperation",
                        "the schema has no query of one " + asked.model()));
    }

    @Override
    public List<Credentials> ways(ItemKey asked) {
        return desk.access().ways(model(asked).model(), Action.GET);
    }

    @Override
    public Future<FetchOutcome> one(ItemKey asked, List<Credentials> ways) {
        RemoteModel model = model(asked);
        Operation operation = Objects.requireNonNull(model.operations().get());
        return desk.endpoint()
                .post(operation, Variables.get(model.model(), asked), ways)
                .map(answer -> desk.mapping().fetch(model, answer));
    }

    @Override
    public Future<List<FetchOutcome>> several(List<ItemKey> asked, Credentials way) {
        List<RemoteModel> models = asked.stream().map(this::model).toList();
        Batch batch = Batch.of(Call.Verb.QUERY, asked.stream().map(this::part).toList());
        return desk.endpoint().post(batch, way).map(answer -> batches.fetch(models, answer));
    }

    private Batch.Part part(ItemKey asked) {
        RemoteModel model = model(asked);
        return new Batch.Part(
                model.calls().get().orElseThrow(), Variables.get(model.model(), asked));
    }

    private RemoteModel model(ItemKey asked) {
        return desk.model(asked.model());
    }
}
