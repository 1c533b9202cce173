package dev.outrigger.replica;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The items of a model whose fields equal those of others, pairwise. Null equals nothing.
///
/// @param predicate which they are
record Join(Model model, Predicate predicate) {
    /// @param theirs fields of `others`, one for each of `fields`
    static Join of(Model model, List<String> fields, Collection<Item> others, List<String> theirs) {
        List<Predicate> alternatives = new ArrayList<>();
        for (Item other : others) {
            List<@Nullable Object> values = theirs.stream().map(other::value).toList();
            if (values.stream().allMatch(value -> value != null)) {
                alternatives.add(equal(model, fields, values));
            }
        }
        return new Join(model, new Predicate.Or(alternatives));
    }

    private static Predicate equal(
            Model model, List<String> fields, List<@Nullable Object> values) {
        List<Predicate> tests = new ArrayList<>();
        for (int index = 0; index < fields.size(); index++) {
            String name = fields.get(index);
            Field field =
                    model.field(name)
                            .orElseThrow(() -> new IllegalStateException(name + " is no field"));
            List<@Nullable Object> operand = new ArrayList<>();
            operand.add(values.get(index));
            tests.add(new Predicate.Test(field, Operator.EQ, operand));
        }
        return new Predicate.And(tests);
    }

    /// True when there can be none.
    boolean isEmpty() {
        return predicate instanceof Predicate.Or(var parts) && parts.isEmpty();
    }

    /// Those of them that match, too.
    Join and(Predicate part) {
        return new Join(model, new Predicate.And(List.of(predicate, part)));
    }
}
