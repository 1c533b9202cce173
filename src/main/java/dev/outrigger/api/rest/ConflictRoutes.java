package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.QueryReader;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.replica.ConflictLog.Answer;
import dev.outrigger.replica.ConflictLog.State;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.resolution.RecordedConflict;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Answers requests about mutations that met another item than the one that they were made from.
final class ConflictRoutes {
    private final ConflictLog log;
    private final Models models;
    private final QueryReader queries;
    private final DecisionReader decisions;

    ConflictRoutes(Models models, QueryReader queries, DecisionReader decisions, ConflictLog log) {
        this.log = log;
        this.models = models;
        this.queries = queries;
        this.decisions = decisions;
    }

    Future<Reply> list(RoutingContext context) {
        Parameters parameters = Parameters.of(context);
        String name = parameters.text("model");
        ConflictLog.Listing listing =
                new ConflictLog.Listing(
                        name == null ? null : models.named(name).name(),
                        state(parameters.text("state")),
                        parameters.position(),
                        queries.limit(parameters.number("limit")));
        return OnEventLoop.when(log.list(listing)).map(this::page);
    }

    Future<Reply> get(RoutingContext context) {
        return found(Targets.conflict(context)).map(this::reply);
    }

    Future<Reply> resolve(RoutingContext context) {
        Map<String, @Nullable Object> body = Bodies.object(context);
        return found(Targets.conflict(context)).compose(conflict -> resolved(conflict, body));
    }

    private Future<Reply> resolved(RecordedConflict conflict, Map<String, @Nullable Object> body) {
        if (!conflict.open()) {
            throw settled(conflict.id());
        }
        return OnEventLoop.when(log.decide(conflict, decisions.read(conflict, body)))
                .map(
                        answer ->
                                switch (answer) {
                                    case Answer.Settled(RecordedConflict now) -> reply(now);
                                    case Answer.AlreadySettled _ -> throw settled(conflict.id());
                                    case Answer.Refused(Refusal refusal) ->
                                            throw RequestRefused.because(refusal);
                                });
    }

    private Future<RecordedConflict> found(String id) {
        return OnEventLoop.when(log.get(id))
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                RequestRefused.because(
                                                        new InputProblem.ConflictUnknown(id))));
    }

    private Reply reply(RecordedConflict conflict) {
        return Reply.ok(ConflictJson.of(models, conflict));
    }

    private Reply page(ConflictLog.Page page) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "conflicts",
                page.conflicts().stream().map(each -> ConflictJson.of(models, each)).toList());
        json.put("nextCursor", page.next() == null ? null : Long.toString(page.next()));
        return Reply.ok(json);
    }

    private static State state(@Nullable String word) {
        return switch (word) {
            case null -> State.ANY;
            case "open" -> State.OPEN;
            case "settled" -> State.SETTLED;
            default ->
                    throw RequestRefused.parameter(
                            "state", "is \"" + word + "\", not open or settled");
        };
    }

    private static RequestRefused settled(String id) {
        return RequestRefused.because(new InputProblem.ConflictSettled(id));
    }
}
