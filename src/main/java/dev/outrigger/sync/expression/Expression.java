package dev.outrigger.sync.expression;

import dev.outrigger.model.Item;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;

import java.util.Map;

/// Which items of one model belong into a replica: what DataStore calls a sync expression.
public sealed interface Expression {
    /// How [Nothing] is written.
    String NONE = "none";

    /// All of them; the model is not limited.
    record Everything() implements Expression {
        @Override
        public boolean selects(Item item) {
            return true;
        }

        @Override
        public Object written() {
            return Map.of();
        }
    }

    /// None of them: the model is neither pulled nor listened to, and what clients save stays for
    /// as long as it is on its way.
    record Nothing() implements Expression {
        @Override
        public boolean selects(Item item) {
            return false;
        }

        @Override
        public Object written() {
            return NONE;
        }
    }

    /// Those that match.
    ///
    /// @param predicate without relations
    /// @param written decoded JSON, as it was given; clients read it back in this form
    record Matching(Predicate predicate, Object written) implements Expression {
        @Override
        public boolean selects(Item item) {
            return PredicateEvaluator.matches(predicate, item, RelatedItems.none());
        }
    }

    boolean selects(Item item);

    /// As decoded JSON, which [ExpressionReader] reads back.
    Object written();
}
