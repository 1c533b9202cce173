package dev.outrigger.replica;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A question about many items at once: what they come to, group by group.
///
/// @param by the fields whose values make a group, null being a value like others; without any,
///     everything that matches is one group, also when that is nothing
/// @param measures at least one, unless groups are asked for
/// @param limit groups of an answer, at most
public record Aggregation(
        Model model, Predicate predicate, List<Field> by, List<Measure> measures, int limit) {
    public Aggregation {
        by = List.copyOf(by);
        measures = List.copyOf(measures);
        if (by.isEmpty() && measures.isEmpty()) {
            throw new IllegalArgumentException("neither groups nor measures are asked for");
        }
    }

    /// What is asked of each group. Items whose field is null count for nothing.
    ///
    /// @param field null to count items whatever their fields are
    public record Measure(Kind kind, @Nullable Field field) {
        public Measure {
            if (field == null && kind != Kind.COUNT) {
                throw new IllegalArgumentException(kind + " needs a field");
            }
        }
    }

    /// All but [#COUNT] are null for a group without values.
    public enum Kind {
        /// `Long`.
        COUNT,
        /// `Long` of whole numbers, else `Double`.
        SUM,
        /// `Double`.
        AVERAGE,
        /// Of the field's own type; texts are in the order of their code points.
        MINIMUM,
        MAXIMUM
    }
}
