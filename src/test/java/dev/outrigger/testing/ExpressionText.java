package dev.outrigger.testing;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.ExpressionReader;
import dev.outrigger.sync.expression.ExpressionReading;
import dev.outrigger.sync.expression.Expressions;

import java.util.Map;

/// Sync expressions from their JSON.
public final class ExpressionText {
    private ExpressionText() {}

    public static ExpressionReading read(Schema schema, String model, String json) {
        try {
            return new ExpressionReader(schema).read(schema.required(model), Json.read(json));
        } catch (MalformedJson malformed) {
            throw new AssertionError("the test's expression is not JSON", malformed);
        }
    }

    /// An expression that must be right.
    public static Expression expression(Schema schema, String model, String json) {
        return switch (read(schema, model, json)) {
            case ExpressionReading.Valid(Expression expression) -> expression;
            case ExpressionReading.Invalid invalid ->
                    throw new AssertionError("the test's expression was refused: " + invalid);
        };
    }

    /// The one model is limited.
    public static Expressions expressions(Schema schema, String model, String json) {
        return new Expressions(Map.of(model, expression(schema, model, json)));
    }
}
