package dev.outrigger.remote;

import dev.outrigger.contract.KeyOperations;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.DigestOutcome;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.KeysOutcome;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// A backend that keeps the AppSync contract, reached over the network: AWS AppSync or our own.
///
/// Calls may come from any thread; the work is done, and stages complete, on one Vert.x context.
public final class AppSyncBackend implements Backend {
    private static final Logger LOGGER = LoggerFactory.getLogger(AppSyncBackend.class);

    private final Context context;
    private final Map<String, RemoteModel> models = new LinkedHashMap<>();
    private final Access access;
    private final AnswerMapping mapping;
    private final GraphQlEndpoint endpoint;
    private final RealtimeEndpoint realtime;
    private final FilterRefusals filters = new FilterRefusals();
    private final SelectivePull pulls;
    private final Asking<Outgoing, PushOutcome> mutations;
    private final Asking<ItemKey, FetchOutcome> reads;

    /// @param clock local; it only measures how far off a `Retry-After` date is
    public AppSyncBackend(
            Vertx vertx, Schema schema, RemoteSettings settings, InstantSource clock) {
        this.context = vertx.getOrCreateContext();
        schema.models().forEach(m -> models.put(m.name(), RemoteModel.of(schema, m)));
        this.access = settings.access();
        this.mapping = new AnswerMapping(clock);
        this.endpoint = new GraphQlEndpoint(vertx, settings);
        this.realtime = new RealtimeEndpoint(vertx, settings);
        Desk desk = new Desk(endpoint, access, this::model, mapping);
        this.pulls = new SelectivePull(desk, filters);
        this.mutations = new Asking<>(new MutationRequests(desk, new WireInput(schema)));
        this.reads = new Asking<>(new ReadRequests(desk));
    }

    @Override
    public CompletionStage<PullOutcome> pull(PageRequest request, Expression selected) {
        RemoteModel model = model(request.model());
        return answered(() -> pulls.page(model, request, selected), PullOutcome.Failed::new);
    }

    @Override
    public CompletionStage<List<PushOutcome>> push(List<Outgoing> document) {
        return answered(
                () -> mutations.ask(document),
                reason -> Collections.nCopies(document.size(), new PushOutcome.Unanswered(reason)));
    }

    @Override
    public CompletionStage<List<FetchOutcome>> fetch(List<ItemKey> keys) {
        return answered(
                () -> reads.ask(keys),
                reason -> Collections.nCopies(keys.size(), new FetchOutcome.Failed(reason)));
    }

    @Override
    public CompletionStage<DigestOutcome> digest(String name, int buckets) {
        RemoteModel model = model(name);
        return answered(
                () ->
                        endpoint.post(
                                        model.keys().digest(),
                                        KeyOperations.variables(buckets),
                                        access.ways(model.model(), Action.SYNC))
                                .map(answer -> KeyAnswers.digest(model, buckets, answer)),
                DigestOutcome.Failed::new);
    }

    @Override
    public CompletionStage<OptionalLong> estimate(String name) {
        RemoteModel model = model(name);
        return answered(
                () ->
                        endpoint.post(
                                        model.keys().estimate(),
                                        Map.of(),
                                        access.ways(model.model(), Action.SYNC))
                                .map(answer -> KeyAnswers.estimate(model, answer)),
                _ -> OptionalLong.empty());
    }

    @Override
    public CompletionStage<KeysOutcome> keysIn(String name, KeyBuckets buckets) {
        RemoteModel model = model(name);
        return answered(
                () ->
                        endpoint.post(
                                        model.keys().keys(),
                                        KeyOperations.variables(buckets.of(), buckets.numbers()),
                                        access.ways(model.model(), Action.SYNC))
                                .map(answer -> KeyAnswers.keys(model, answer)),
                KeysOutcome.Failed::new);
    }

    @Override
    public Link listen(List<String> names, Expressions selected, Listener listener) {
        if (names.isEmpty()) {
            listener.acknowledged();
            return () -> {};
        }
        LinkSelection selection =
                new LinkSelection(
                        names.stream().map(this::model).toList(), access, selected, filters);
        RealtimeLink link = new RealtimeLink(context, realtime, selection, listener);
        context.runOnContext(
                _ -> {
                    filters.tell(listener);
                    link.open();
                });
        return link;
    }

    @Override
    public CompletionStage<Integer> cancelCalls() {
        return onContext(() -> Future.succeededFuture(endpoint.cancelAll()));
    }

    /// Ends every call and link. Calls that come later fail as if nobody listened.
    public CompletionStage<Void> close() {
        return onContext(() -> endpoint.close().eventually(realtime::close));
    }

    private RemoteModel model(String name) {
        RemoteModel model = models.get(name);
        if (model == null) {
            throw new IllegalStateException("no model is named " + name);
        }
        return model;
    }

    /// Whoever asks waits for the outcome alone: a mistake of ours, or of whoever makes
    /// credentials, must not leave a lane waiting for ever.
    private <T> CompletionStage<T> answered(Supplier<Future<T>> work, Function<String, T> failed) {
        return onContext(work)
                .exceptionally(
                        mistake -> {
                            LOGGER.error("a call of the backend failed", mistake);
                            return failed.apply(
                                    "the call failed: " + mistake.getClass().getSimpleName());
                        });
    }

    private <T> CompletionStage<T> onContext(Supplier<Future<T>> work) {
        Promise<T> result = Promise.promise();
        context.runOnContext(
                _ -> Future.succeededFuture().compose(_ -> work.get()).onComplete(result));
        return result.future().toCompletionStage();
    }
}
