package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.Models;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.runtime.ExpressionControl;
import dev.outrigger.runtime.ExpressionControl.ModelExpression;
import dev.outrigger.runtime.SyncControl;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.ExpressionReader;
import dev.outrigger.sync.expression.ExpressionReading;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Answers requests that read and change which items of a model the replica keeps.
final class ExpressionRoutes {
    /// The empty text before the first slash, `v1`, `sync`, `expressions` and the model's name.
    private static final int MODEL_SEGMENT = 4;

    private final Models models;
    private final ExpressionReader reader;
    private final ExpressionControl expressions;

    ExpressionRoutes(Schema schema, Models models, SyncControl sync) {
        this.models = models;
        this.reader = new ExpressionReader(schema);
        this.expressions = sync.expressions();
    }

    Future<Reply> all(RoutingContext context) {
        return OnEventLoop.when(expressions.all())
                .map(
                        all ->
                                Reply.ok(
                                        Map.of(
                                                "expressions",
                                                all.stream()
                                                        .map(ExpressionRoutes::json)
                                                        .toList())));
    }

    Future<Reply> get(RoutingContext context) {
        return answer(expressions.of(model(context).name()));
    }

    /// The body is the expression itself.
    Future<Reply> put(RoutingContext context) {
        Model model = model(context);
        Expression expression = read(model, Bodies.value(context));
        return answer(expressions.choose(model.name(), expression));
    }

    Future<Reply> delete(RoutingContext context) {
        return answer(expressions.takeBack(model(context).name()));
    }

    private static Future<Reply> answer(CompletionStage<ModelExpression> expression) {
        return OnEventLoop.when(expression).map(found -> Reply.ok(json(found)));
    }

    private Model model(RoutingContext context) {
        return models.named(SentPath.of(context).split("/", -1)[MODEL_SEGMENT]);
    }

    private Expression read(Model model, @Nullable Object json) {
        return switch (reader.read(model, json)) {
            case ExpressionReading.Valid(Expression expression) -> expression;
            case ExpressionReading.Invalid(String path, String reason) ->
                    throw RequestRefused.because(
                            new InputProblem.PredicateInvalid("body", path, reason));
        };
    }

    private static Map<String, Object> json(ModelExpression expression) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", expression.model());
        json.put("expression", expression.expression().written());
        json.put(
                "source",
                switch (expression.source()) {
                    case CHOSEN -> "runtime";
                    case CONFIGURED -> "config";
                    case NOBODY -> "default";
                });
        return json;
    }
}
