package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.ItemJson;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.replica.DeadLetters.Outcome;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.edit.Refusal;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers requests about mutations that the backend refused for good.
final class DeadLetterRoutes {
    private final DeadLetters letters;
    private final Models models;
    private final QueryReader queries;
    private final JsonStrings strings;

    DeadLetterRoutes(Models models, QueryReader queries, JsonStrings strings, DeadLetters letters) {
        this.letters = letters;
        this.models = models;
        this.queries = queries;
        this.strings = strings;
    }

    Future<Reply> list(RoutingContext context) {
        Parameters parameters = Parameters.of(context);
        String name = parameters.text("model");
        String model = name == null ? null : models.named(name).name();
        int limit = queries.limit(parameters.number("limit"));
        return OnEventLoop.when(letters.list(model, parameters.afterId(), limit))
                .map(found -> page(found, limit));
    }

    Future<Reply> get(RoutingContext context) {
        long id = Targets.number(context);
        return OnEventLoop.when(letters.get(id))
                .map(
                        found ->
                                Reply.ok(
                                        DeadLetterJson.of(
                                                models, found.orElseThrow(() -> unknown(id)))));
    }

    Future<Reply> retry(RoutingContext context) {
        long id = Targets.number(context);
        Map<String, @Nullable Object> patch = Bodies.patchOrNothing(context);
        if (patch.isEmpty()) {
            return decided(id, new LetterRequest.Retry(Map.of()));
        }
        patch.keySet().removeIf(ItemJson::isMetadata);
        return OnEventLoop.when(letters.get(id))
                .compose(
                        found -> {
                            DeadLetter letter = found.orElseThrow(() -> unknown(id));
                            Model model = models.named(letter.key().model());
                            strings.decode(model, patch);
                            return decided(id, new LetterRequest.Retry(patch));
                        });
    }

    Future<Reply> discard(RoutingContext context) {
        return decided(Targets.number(context), new LetterRequest.Discard());
    }

    private Future<Reply> decided(long id, LetterRequest request) {
        return OnEventLoop.when(letters.decide(id, request)).map(outcome -> reply(id, outcome));
    }

    private Reply reply(long id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(ItemKey key, StoredItem item) -> {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("model", key.model());
                json.put("key", models.named(key.model()).keyFields(key));
                json.put("item", item == null ? null : ItemJson.of(item));
                yield Reply.ok(json);
            }
            case Outcome.Unknown _ -> throw unknown(id);
            case Outcome.Refused(Refusal refusal) -> throw RequestRefused.because(refusal);
        };
    }

    private Reply page(List<DeadLetter> found, int limit) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "deadLetters",
                found.stream().map(each -> DeadLetterJson.of(models, each)).toList());
        json.put("nextCursor", found.size() == limit ? Long.toString(found.getLast().id()) : null);
        return Reply.ok(json);
    }

    private static RequestRefused unknown(long id) {
        return RequestRefused.because(new InputProblem.DeadLetterUnknown(id));
    }
}
