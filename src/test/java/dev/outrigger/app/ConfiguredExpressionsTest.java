package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.config.ExpressionConfig;
import dev.outrigger.config.NamedSections;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// Configured sync expressions meet the schema.
class ConfiguredExpressionsTest {
    private static Expressions read(String model, Object json) {
        ExpressionConfig config =
                new ExpressionConfig(json, "outrigger.yaml:3:5: sync.expressions." + model);
        return ConfiguredExpressions.of(new NamedSections<>(Map.of(model, config)), Schemas.demo());
    }

    @Test
    void eachIsReadForItsModel() {
        assertThat(read("POST", "none").of("Post")).isEqualTo(new Expression.Nothing());
        assertThat(read("Post", Map.of()).of("Comment")).isEqualTo(new Expression.Everything());
    }

    @Test
    void AC39_aRelationStopsTheStartWithItsPlace() {
        assertThatThrownBy(() -> read("Post", Map.of("comments", Map.of("id", Map.of("eq", "c1")))))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "outrigger.yaml:3:5: sync.expressions.Post/comments: comments is a"
                                + " relation, which conditions and sync expressions cannot use");
    }

    @Test
    void aModelThatTheSchemaDoesNotHaveStopsTheStart() {
        assertThatThrownBy(() -> read("Pots", "none"))
                .hasMessageContaining("the schema has no model Pots")
                .hasMessageContaining("the nearest one is Post");
    }
}
