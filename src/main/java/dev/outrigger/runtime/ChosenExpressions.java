package dev.outrigger.runtime;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Keeps what clients choose, and has the engine select anew.
final class ChosenExpressions implements ExpressionControl {
    private final List<String> models;
    private final ExpressionSources sources;
    private final Runnable changed;

    /// @param changed called after a change is durable, on any thread
    ChosenExpressions(Schema schema, ExpressionSources sources, Runnable changed) {
        this.models = schema.parentsFirst().stream().map(Model::name).toList();
        this.sources = sources;
        this.changed = changed;
    }

    /// Of a replica that has nothing to sync with: what is chosen holds from the day on which a
    /// remote is set.
    static ExpressionControl withoutEngine(Schema schema, ExpressionSources sources) {
        return new ChosenExpressions(schema, sources, () -> {});
    }

    @Override
    public CompletionStage<List<ModelExpression>> all() {
        return sources.durable()
                .chosen()
                .thenApply(chosen -> models.stream().map(model -> of(model, chosen)).toList());
    }

    @Override
    public CompletionStage<ModelExpression> of(String model) {
        return sources.durable().chosen().thenApply(chosen -> of(model, chosen));
    }

    @Override
    public CompletionStage<ModelExpression> choose(String model, Expression expression) {
        return change(model, expression);
    }

    @Override
    public CompletionStage<ModelExpression> takeBack(String model) {
        return change(model, null);
    }

    private CompletionStage<ModelExpression> change(String model, @Nullable Expression expression) {
        return sources.durable()
                .choose(model, expression)
                .thenRun(changed)
                .thenCompose(_ -> of(model));
    }

    private ModelExpression of(String model, Expressions chosen) {
        Expressions configured = sources.configured();
        Source source =
                chosen.byModel().containsKey(model)
                        ? Source.CHOSEN
                        : configured.byModel().containsKey(model)
                                ? Source.CONFIGURED
                                : Source.NOBODY;
        return new ModelExpression(model, configured.overlaid(chosen).of(model), source);
    }
}
