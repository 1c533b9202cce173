package dev.outrigger.predicate;

import dev.outrigger.model.Field;
import dev.outrigger.model.Relation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Which items of one model match. Names are resolved and operands are in normal form: a predicate
/// is read once, by [PredicateReader], and never checked again.
///
/// Null is not three-valued here: `eq null` matches null, `ne "x"` matches null too, `notContains`
/// matches null, and ranges, `contains` and `beginsWith` never do. Strings compare by code point,
/// case-sensitively, and `%` and `_` are ordinary characters. SQL, memory and GraphQL forms agree.
public sealed interface Predicate {
    /// Matches every item.
    record All() implements Predicate {}

    /// Matches when every part does; never empty.
    record And(List<Predicate> parts) implements Predicate {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /// Matches when some part does; an empty one matches nothing.
    record Or(List<Predicate> parts) implements Predicate {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Predicate part) implements Predicate {}

    /// A test of one field.
    ///
    /// @param operands one; two for BETWEEN; any number for IN and NOT_IN; may be null only for EQ,
    ///     NE, IN and NOT_IN, and for range operators, where null matches nothing
    record Test(Field field, Operator operator, List<@Nullable Object> operands)
            implements Predicate {
        public Test {
            operands = Collections.unmodifiableList(new ArrayList<>(operands));
        }
    }

    /// A test of how long a text is, or how many elements a list or members a JSON object has. Null
    /// and other values have no size, which is tested like null.
    ///
    /// @param test of [Measure#FIELD], so its operands are numbers
    record Size(Field field, Test test) implements Predicate {}

    /// Finds a text by its words. Null has none. Only a database can decide it, so readers let it
    /// in where one is asked, and nowhere else: see [TextSearch].
    ///
    /// @param language by whose rules the text falls into words
    /// @param text what is looked for, as a person types it into a search box
    record Search(Field field, String language, String text) implements Predicate {}

    /// Matches when at least one related item matches.
    record Related(Relation relation, Predicate part) implements Predicate {}
}
