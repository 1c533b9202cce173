package dev.outrigger.sync.expression;

import static dev.outrigger.testing.ExpressionText.expression;
import static dev.outrigger.testing.ExpressionText.read;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Schema;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// What a sync expression may say.
class ExpressionReaderTest {
    private static final Schema SCHEMA = Schemas.demo();

    private static Expression post(String json) {
        return expression(SCHEMA, "Post", json);
    }

    private static Item rated(Integer rating) {
        return anItem("Post").with("rating", rating).item();
    }

    @Test
    void aPredicateSelectsWhatMatches() {
        Expression expression = post("{\"rating\": {\"gt\": 5}}");

        assertThat(expression.selects(rated(6))).isTrue();
        assertThat(expression.selects(rated(5))).isFalse();
        assertThat(expression.selects(rated(null))).isFalse();
        assertThat(expression.written()).isEqualTo(Map.of("rating", Map.of("gt", 5)));
    }

    @Test
    void AC132_allWaysToWriteOneMeaningSelectTheSame() {
        List<Expression> alike =
                List.of(
                        post("{\"rating\": {\"gt\": 5}}"),
                        post("{\"and\": [{\"rating\": {\"gt\": 5}}]}"),
                        post(
                                "{\"not\": {\"or\": [{\"rating\": {\"le\": 5}},"
                                        + " {\"rating\": {\"eq\": null}}]}}"));

        assertThat(alike)
                .allSatisfy(
                        expression -> {
                            assertThat(expression.selects(rated(6))).isTrue();
                            assertThat(expression.selects(rated(5))).isFalse();
                            assertThat(expression.selects(rated(null))).isFalse();
                        });
    }

    @Test
    void theEmptyObjectSelectsEverything() {
        assertThat(post("{}")).isEqualTo(new Expression.Everything());
        assertThat(post("{\"and\": []}")).isEqualTo(new Expression.Everything());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"none\"", "{\"or\": []}"})
    void nothingCanBeSelected(String json) {
        assertThat(post(json)).isEqualTo(new Expression.Nothing());
        assertThat(post(json).selects(rated(6))).isFalse();
    }

    @Test
    void AC39_aRelationIsRefusedWithItsPlace() {
        assertThat(
                        read(
                                SCHEMA,
                                "Post",
                                "{\"or\": [{\"comments\": {\"content\": {\"eq\": \"x\"}}}]}"))
                .isEqualTo(
                        new ExpressionReading.Invalid(
                                "/or/0/comments",
                                "comments is a relation, which conditions and sync expressions"
                                        + " cannot use"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"nothing\"", "[]"})
    void whatIsNoPredicateIsRefused(String json) {
        assertThat(read(SCHEMA, "Post", json)).isInstanceOf(ExpressionReading.Invalid.class);
    }
}
