package dev.outrigger.runtime;

import dev.outrigger.sync.expression.Expression;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// What a client may ask of a replica's sync expressions. A change is durable when its stage
/// completes; fetching what is missing and removing the rest follow.
public interface ExpressionControl {
    /// Of every model, parents first.
    CompletionStage<List<ModelExpression>> all();

    CompletionStage<ModelExpression> of(String model);

    /// The expression holds from now on, also after a restart, whatever is configured.
    CompletionStage<ModelExpression> choose(String model, Expression expression);

    /// Goes back to what is configured.
    CompletionStage<ModelExpression> takeBack(String model);

    /// What holds for a model, and who said so.
    record ModelExpression(String model, Expression expression, Source source) {}

    /// Who gave an expression.
    enum Source {
        /// A client, at runtime.
        CHOSEN,
        CONFIGURED,
        /// Nobody: everything is kept.
        NOBODY
    }
}
