package dev.outrigger.remote;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.Operation;
import dev.outrigger.contract.Variables;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// A backend that keeps the AppSync contract, reached over the network: AWS AppSync or our own.
///
/// Calls may come from any thread; the work is done, and stages complete, on one Vert.x context.
public final class AppSyncBackend implements Backend {
    private final Context context;
    private final Map<String, RemoteModel> models = new LinkedHashMap<>();
    private final Access access;
    private final WireInput wire;
    private final AnswerMapping mapping;
    private final GraphQlEndpoint endpoint;
    private final RealtimeEndpoint realtime;

    /// @param clock local; it only measures how far off a `Retry-After` date is
    public AppSyncBackend(
            Vertx vertx, Schema schema, RemoteSettings settings, InstantSource clock) {
        this.context = vertx.getOrCreateContext();
        schema.models().forEach(m -> models.put(m.name(), RemoteModel.of(schema, m)));
        this.access = settings.access();
        this.wire = new WireInput(schema);
        this.mapping = new AnswerMapping(clock);
        this.endpoint = new GraphQlEndpoint(vertx, settings);
        this.realtime = new RealtimeEndpoint(vertx, settings);
    }

    @Override
    public CompletionStage<PullOutcome> pull(PageRequest request) {
        RemoteModel model = model(request.model());
        Map<String, @Nullable Object> variables =
                Variables.sync(request.limit(), request.nextToken(), request.lastSync());
        return onContext(
                () ->
                        endpoint.post(
                                        model.operations().sync(),
                                        variables,
                                        access.ways(model.model(), Action.SYNC))
                                .map(answer -> mapping.pull(model, request, answer)));
    }

    @Override
    public CompletionStage<PushOutcome> push(Mutation mutation, @Nullable Version base) {
        RemoteModel model = model(mutation.key().model());
        Operation operation = model.operations().mutations().of(mutation.kind()).orElse(null);
        if (operation == null) {
            return CompletableFuture.completedFuture(notOffered(mutation));
        }
        Map<String, @Nullable Object> variables = Variables.mutation(model.model(), mutation, base);
        variables.computeIfPresent(
                "input", (_, input) -> wire.of(model.model().fields(), (Map<?, ?>) input));
        return onContext(
                () ->
                        endpoint.post(
                                        operation,
                                        variables,
                                        access.ways(model.model(), action(mutation.kind())))
                                .map(answer -> mapping.push(model, mutation.kind(), answer)));
    }

    private static Action action(Mutation.Kind kind) {
        return switch (kind) {
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case DELETE -> Action.DELETE;
        };
    }

    private static PushOutcome notOffered(Mutation mutation) {
        return new PushOutcome.Refused(
                "UnsupportedOperation",
                "the schema has no mutation to "
                        + mutation.kind().name().toLowerCase(Locale.ROOT)
                        + " a "
                        + mutation.key().model());
    }

    @Override
    public CompletionStage<FetchOutcome> fetch(ItemKey key) {
        return onContext(() -> get(key));
    }

    private Future<FetchOutcome> get(ItemKey key) {
        RemoteModel model = model(key.model());
        Operation operation = model.operations().get();
        if (operation == null) {
            return Future.succeededFuture(
                    new FetchOutcome.Failed("the schema has no query of one " + model.name()));
        }
        return endpoint.post(
                        operation,
                        Variables.get(model.model(), key),
                        access.ways(model.model(), Action.GET))
                .map(answer -> mapping.fetch(model, answer));
    }

    @Override
    public Link listen(List<String> names, Listener listener) {
        if (names.isEmpty()) {
            listener.acknowledged();
            return () -> {};
        }
        RealtimeLink link = new RealtimeLink(context, realtime, listener);
        context.runOnContext(_ -> link.open(subscriptions(names)));
        return link;
    }

    @Override
    public CompletionStage<Integer> cancelCalls() {
        return onContext(() -> Future.succeededFuture(endpoint.cancelAll()));
    }

    private List<Subscription> subscriptions(List<String> names) {
        List<Subscription> subscriptions = new ArrayList<>();
        for (RemoteModel model : names.stream().map(this::model).toList()) {
            List<Credentials> ways = access.ways(model.model(), Action.LISTEN);
            for (Operation operation : model.operations().subscriptions().all()) {
                subscriptions.add(Subscription.of(model, operation, ways));
            }
        }
        return subscriptions;
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

    private <T> CompletionStage<T> onContext(Supplier<Future<T>> work) {
        Promise<T> result = Promise.promise();
        context.runOnContext(
                _ -> Future.succeededFuture().compose(_ -> work.get()).onComplete(result));
        return result.future().toCompletionStage();
    }
}
