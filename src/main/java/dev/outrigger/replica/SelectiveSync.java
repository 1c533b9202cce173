package dev.outrigger.replica;

import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletionStage;

/// The durable half of sync expressions: which ones were chosen, and which ones the items and
/// checkpoints of a replica were made with. Its stages complete as those of [ReplicaStore] do.
public interface SelectiveSync {
    /// Those that clients chose at runtime.
    CompletionStage<Expressions> chosen();

    /// Keeps what a client chose for a model.
    ///
    /// @param expression null takes the choice back
    CompletionStage<Void> choose(String model, @Nullable Expression expression);

    /// Holds items to `expressions` from here on. In the same transaction the checkpoint of each
    /// model whose expression is not the one before is forgotten, because it says nothing of what
    /// the new one selects; so the next pull of that model is a base sync.
    CompletionStage<Void> adopt(Expressions expressions);

    /// Removes items of a model that the adopted expression does not select and that have no
    /// pending mutation, oldest first. Observers are told.
    ///
    /// @param after where to go on; 0 to begin
    CompletionStage<Sweep> sweep(String model, long after, int limit);

    /// What one step of a sweep did.
    ///
    /// @param next where the sweep goes on, or null when it is over
    record Sweep(int removed, @Nullable Long next) {}
}
