package dev.outrigger.replica;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.expression.Expression;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The question for items that a sync expression does not select. What is found may change before
/// it is removed, so whoever removes it decides about each item again.
public final class SweepQuery {
    private SweepQuery() {}

    /// Empty when the expression selects everything.
    ///
    /// @param after as in [SelectiveSync#sweep]
    public static Optional<Query> of(Model model, Expression expression, long after, int limit) {
        Query.Start start = new Query.Start.After(new Query.Position(List.of(), after));
        return outside(expression)
                .map(outside -> new Query(model, outside, List.of(), limit, start));
    }

    private static Optional<Predicate> outside(Expression expression) {
        return switch (expression) {
            case Expression.Everything _ -> Optional.empty();
            case Expression.Nothing _ -> Optional.of(new Predicate.All());
            case Expression.Matching(Predicate selected, Object _) ->
                    Optional.of(new Predicate.Not(selected));
        };
    }

    public static List<ItemKey> keys(Query.Page page) {
        return page.items().stream().map(read -> read.stored().key()).toList();
    }

    /// What one step did that removed `removed` items of `page`.
    public static SelectiveSync.Sweep step(Query.Page page, int removed) {
        Query.@Nullable Position next = page.next();
        return new SelectiveSync.Sweep(removed, next == null ? null : next.insertion());
    }
}
