package dev.outrigger.api.rest;

import dev.outrigger.api.route.AnswerHeader;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.WriteToken;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.replica.ReplicaProgress.Standing;
import dev.outrigger.replica.ReplicaStore;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// Gives answers that hold one item the token by which other devices wait for it, and lets a write
/// wait until there is one.
final class TokenReplies {
    private final Targets targets;
    private final ReplicaStore store;
    private final ReplicaProgress progress;
    private final Waits waits;

    TokenReplies(Models models, ReplicaStore store, ReplicaProgress progress, Waits waits) {
        this.targets = new Targets(models);
        this.store = store;
        this.progress = progress;
        this.waits = waits;
    }

    /// An endpoint that reads one item.
    Endpoint reading(Endpoint endpoint) {
        return context -> endpoint.answer(context).map(reply -> told(context, reply));
    }

    /// An endpoint that writes one item and answers with it.
    Endpoint writing(Endpoint endpoint) {
        return context -> endpoint.answer(context).compose(reply -> written(context, reply));
    }

    private Reply told(RoutingContext context, Reply reply) {
        Model model = targets.model(context);
        return item(reply)
                .flatMap(item -> WriteToken.of(model, item))
                .map(token -> told(model, reply, token))
                .orElse(reply);
    }

    /// What these endpoints answer, unless they answer nothing.
    @SuppressWarnings("unchecked")
    private static Optional<Map<String, @Nullable Object>> item(Reply reply) {
        return Optional.ofNullable((Map<String, @Nullable Object>) reply.body());
    }

    private static Reply told(Model model, Reply reply, WriteToken token) {
        return reply.with(Map.of(AnswerHeader.TOKEN.header(), token.text(model)));
    }

    private Future<Reply> written(RoutingContext context, Reply reply) {
        Preference preference = waits.preferred(context.request());
        if (!preference.waits() || item(reply).isEmpty()) {
            return Future.succeededFuture(told(context, reply));
        }
        ItemKey key = targets.model(context).keyOf(item(reply).get());
        return waits.until(
                        preference,
                        () -> progress.standing(key).thenApply(known -> !known.pending()))
                .compose(
                        outcome ->
                                switch (outcome) {
                                    case HOLDS ->
                                            sent(context, reply, key)
                                                    .map(told -> told.with(applied(preference)));
                                    // It is saved, whoever is served now.
                                    case LATE, ABANDONED ->
                                            Future.succeededFuture(told(context, reply));
                                });
    }

    private static Map<String, String> applied(Preference preference) {
        return Map.of(Preference.APPLIED, preference.applied());
    }

    /// The answer with the item as the backend has it, or, when it was deleted, as it last was.
    private Future<Reply> sent(RoutingContext context, Reply reply, ItemKey key) {
        return OnEventLoop.when(store.get(key))
                .compose(
                        found ->
                                found.isPresent()
                                        ? Future.succeededFuture(
                                                told(context, current(reply, found.get())))
                                        : OnEventLoop.when(progress.standing(key))
                                                .map(known -> gone(context, reply, key, known)));
    }

    private static Reply current(Reply reply, ReadItem read) {
        Reply current = ReadRoutes.item(read);
        return new Reply(reply.status(), reply.with(current.headers()).headers(), current.body());
    }

    private Reply gone(RoutingContext context, Reply reply, ItemKey key, Standing known) {
        return Optional.ofNullable(known.version())
                .map(version -> new WriteToken(key, version))
                .map(token -> told(targets.model(context), reply, token))
                .orElse(reply);
    }
}
