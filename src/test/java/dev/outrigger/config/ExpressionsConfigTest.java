package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How sync expressions are written in a configuration.
class ExpressionsConfigTest {
    private static @Nullable Object expression(Told told, String model) {
        return told.sidecar().sync().expressions().of(model).orElseThrow().json();
    }

    @Test
    void aTreeOfTheFileIsTakenWithItsTypes() {
        Told told =
                Told.schema()
                        .yaml(
                                """
                                sync:
                                  expressions:
                                    Post:
                                      rating: {gt: 5, lt: 9.5}
                                      published: {eq: true}
                                      title: {in: [a, "7", null]}
                                    Comment: {}
                                    Blog: none
                                """);

        assertThat(expression(told, "Post"))
                .isEqualTo(
                        Map.of(
                                "rating",
                                Map.of("gt", 5, "lt", 9.5),
                                "published",
                                Map.of("eq", true),
                                "title",
                                Map.of("in", Arrays.asList("a", "7", null))));
        assertThat(expression(told, "Comment")).isEqualTo(Map.of());
        assertThat(expression(told, "Blog")).isEqualTo("none");
    }

    @Test
    void aVariableHoldsJson() {
        Told told =
                Told.schema()
                        .yaml("sync: {expressions: {Post: none}}")
                        .variable("OUTRIGGER_SYNC_EXPRESSIONS_POST", "{\"rating\": {\"gt\": 5}}")
                        .variable("OUTRIGGER_SYNC_EXPRESSIONS_BLOG", "none");

        assertThat(expression(told, "Post")).isEqualTo(Map.of("rating", Map.of("gt", 5)));
        assertThat(expression(told, "Blog")).isEqualTo("none");
    }

    @Test
    void aVariableThatIsNoJsonIsRefused() {
        assertThat(
                        Told.schema()
                                .variable("OUTRIGGER_SYNC_EXPRESSIONS_POST", "{rating")
                                .sidecarProblems())
                .singleElement()
                .asString()
                .contains("OUTRIGGER_SYNC_EXPRESSIONS_POST is not JSON");
    }

    @Test
    void anExpressionWithoutAValueIsRefused() {
        assertThat(Told.schema().yaml("sync: {expressions: {Post: }}").sidecarProblems())
                .isEqualTo(
                        List.of(
                                "sync.expressions.Post has no value; write a predicate, {} for"
                                        + " everything, or none"));
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThat(
                        Told.schema()
                                .yaml("sync: {expressions: {Post: {rating: {gt: 1}, rating: {}}}}")
                                .sidecarProblems())
                .singleElement()
                .asString()
                .contains("rating is there twice, in sync.expressions.Post");
    }
}
