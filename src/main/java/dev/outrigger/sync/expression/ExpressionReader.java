package dev.outrigger.sync.expression;

import dev.outrigger.model.FoundValue;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateReader;
import dev.outrigger.predicate.PredicateReading;
import dev.outrigger.predicate.Relations;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Reads a sync expression from decoded JSON: a predicate without relations, or `"none"`.
public final class ExpressionReader {
    private final PredicateReader predicates;

    public ExpressionReader(Schema schema) {
        this.predicates = new PredicateReader(schema);
    }

    public ExpressionReading read(Model model, @Nullable Object json) {
        if (Expression.NONE.equals(json)) {
            return valid(new Expression.Nothing());
        }
        return json instanceof Map<?, ?> object
                ? predicate(model, object)
                : new ExpressionReading.Invalid(
                        "",
                        "found "
                                + FoundValue.describe(json)
                                + ", but a sync expression is a predicate, such as"
                                + " {\"rating\": {\"gt\": 5}}, or \"none\"");
    }

    private ExpressionReading predicate(Model model, Map<?, ?> json) {
        return switch (predicates.read(model, json, Relations.REFUSED)) {
            case PredicateReading.Invalid(String path, String reason) ->
                    new ExpressionReading.Invalid(path, reason);
            case PredicateReading.Valid(Predicate.All _) -> valid(new Expression.Everything());
            // No backend needs to be asked for what matches nothing.
            case PredicateReading.Valid(Predicate.Or(List<Predicate> parts)) when parts.isEmpty() ->
                    valid(new Expression.Nothing());
            case PredicateReading.Valid(Predicate predicate) ->
                    valid(new Expression.Matching(predicate, json));
        };
    }

    private static ExpressionReading valid(Expression expression) {
        return new ExpressionReading.Valid(expression);
    }
}
