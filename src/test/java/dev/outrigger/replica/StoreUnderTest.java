package dev.outrigger.replica;

import static dev.outrigger.testing.BlogSchema.key;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// The store that a part of the contract is about, and what the parts share.
interface StoreUnderTest {
    ItemKey POST = key("Post", "p1");

    /// The test's own empty replica of [BlogSchema].
    StoreProbe replica();

    static Field field(String model, String name) {
        return BlogSchema.model(model).field(name).orElseThrow();
    }

    static Predicate test(
            String model, String field, Operator operator, @Nullable Object... operands) {
        return new Predicate.Test(field(model, field), operator, Arrays.asList(operands));
    }

    static Predicate titleIs(String title) {
        return test("Post", "title", Operator.EQ, title);
    }

    static List<Object> ids(List<Item> items) {
        return items.stream().map(item -> item.value("id")).toList();
    }
}
