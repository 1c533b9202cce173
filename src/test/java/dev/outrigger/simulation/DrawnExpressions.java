package dev.outrigger.simulation;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.ExpressionReader;
import dev.outrigger.sync.expression.ExpressionReading;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Draws what a device is told to keep: items that edits let leave and come back.
final class DrawnExpressions {
    private static final List<String> OF_POSTS =
            List.of(
                    "{\"title\": {\"beginsWith\": \"d0\"}}",
                    "{\"not\": {\"title\": {\"beginsWith\": \"d1\"}}}",
                    "{\"rating\": {\"lt\": 40}}",
                    "\"none\"");
    private static final List<String> OF_COMMENTS =
            List.of("{\"content\": {\"beginsWith\": \"d1\"}}", "\"none\"");

    /// A release takes the field away, or changes its type.
    private static final String OF_NOTES = "{\"note\": {\"attributeExists\": false}}";

    private final Schema schema;

    DrawnExpressions(Schema schema) {
        this.schema = schema;
    }

    /// Null takes back what was chosen before.
    @Nullable Expression of(String model, Random random) {
        List<String> written = written(model);
        int choice = random.nextInt(written.size() + 1);
        return choice == written.size() ? null : read(model, written.get(choice));
    }

    private List<String> written(String model) {
        if (model.equals("Comment")) {
            return OF_COMMENTS;
        }
        boolean noted =
                schema.required(model)
                        .field("note")
                        .filter(field -> field.type() == Scalar.STRING)
                        .isPresent();
        return noted ? Stream.concat(OF_POSTS.stream(), Stream.of(OF_NOTES)).toList() : OF_POSTS;
    }

    private Expression read(String model, String json) {
        try {
            return switch (new ExpressionReader(schema)
                    .read(schema.required(model), Json.read(json))) {
                case ExpressionReading.Valid(Expression expression) -> expression;
                case ExpressionReading.Invalid invalid ->
                        throw new IllegalStateException("a drawn expression is " + invalid);
            };
        } catch (MalformedJson malformed) {
            throw new IllegalStateException("a drawn expression is no JSON", malformed);
        }
    }
}
