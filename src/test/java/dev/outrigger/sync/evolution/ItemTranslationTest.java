package dev.outrigger.sync.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.DefaultValue;
import dev.outrigger.model.Item;
import dev.outrigger.model.Schema;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class ItemTranslationTest {
    private static Optional<Map<String, @Nullable Object>> translate(
            String fields, Map<String, Object> earlier) {
        Schema schema = BlogSchema.read("type N @model { %s } enum E { A C }".formatted(fields));
        return new ItemTranslation(schema, DefaultValue::of)
                .item(schema.required("N"), earlier)
                .map(Item::fields);
    }

    @Test
    void whatHasNoPlaceIsLeftOutAndWhatFitsStays() {
        assertThat(
                        translate(
                                        "id: ID! f: Float e: E tags: [String!]",
                                        Map.of("id", "n1", "f", 2, "e", "B", "gone", 1))
                                .orElseThrow())
                .containsEntry("id", "n1")
                .containsEntry("f", 2.0)
                .containsEntry("e", null)
                .containsEntry("tags", null)
                .doesNotContainKey("gone");
    }

    @Test
    void aRequiredFieldWithoutValueGetsItsDefault() {
        assertThat(
                        translate(
                                        "id: ID! g: Int! @default(value: \"5\") h: Int!",
                                        Map.of("id", "n1"))
                                .orElseThrow())
                .containsEntry("g", 5)
                .containsEntry("h", null);
    }

    @Test
    void anItemWithoutItsKeyIsNone() {
        assertThat(
                        translate(
                                "a: ID! @primaryKey(sortKeyFields: [\"b\"]) b: Int!",
                                Map.of("a", "x", "b", "no number")))
                .isEmpty();
        assertThat(
                        translate(
                                        "a: ID! @primaryKey(sortKeyFields: [\"b\"]) b: Int!",
                                        Map.of("a", "x", "b", 3, "c", List.of()))
                                .orElseThrow())
                .containsEntry("b", 3);
    }
}
