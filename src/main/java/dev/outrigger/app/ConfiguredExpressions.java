package dev.outrigger.app;

import dev.outrigger.config.ExpressionConfig;
import dev.outrigger.config.NamedSections;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.ExpressionReader;
import dev.outrigger.sync.expression.ExpressionReading;
import dev.outrigger.sync.expression.Expressions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the configured sync expressions by the schema.
final class ConfiguredExpressions {
    private ConfiguredExpressions() {}

    static Expressions of(NamedSections<ExpressionConfig> config, Schema schema) {
        List<String> models = schema.models().stream().map(Model::name).toList();
        List<String> problems = new ArrayList<>();
        config.strangers(models)
                .forEach(
                        (stranger, near) ->
                                problems.add(
                                        "the schema has no model "
                                                + stranger
                                                + ", which sync.expressions names; the nearest one"
                                                + " is "
                                                + near));
        ExpressionReader reader = new ExpressionReader(schema);
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (Model model : schema.models()) {
            config.of(model.name())
                    .ifPresent(
                            given -> {
                                switch (reader.read(model, given.json())) {
                                    case ExpressionReading.Valid(Expression expression) ->
                                            expressions.put(model.name(), expression);
                                    case ExpressionReading.Invalid(String path, String reason) ->
                                            problems.add(
                                                    "%s%s: %s"
                                                            .formatted(given.name(), path, reason));
                                }
                            });
        }
        if (!problems.isEmpty()) {
            throw StartFailure.usage(problems);
        }
        return new Expressions(expressions);
    }
}
