package dev.outrigger.predicate;

import static dev.outrigger.predicate.PredicateFixture.item;
import static dev.outrigger.predicate.PredicateFixture.matches;
import static dev.outrigger.predicate.PredicateFixture.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

class PredicateEvaluatorTest {
    private static final List<String> TITLES = Arrays.asList("apple", "Banana", "cherry", "", null);

    /// Which of the titles apple, Banana, cherry, the empty one and null are selected.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eq | apple | apple",
                "ne | apple | Banana cherry empty null",
                "gt | apple | cherry",
                "ge | apple | apple cherry",
                "lt | apple | Banana empty",
                "le | apple | apple Banana empty",
                "beginsWith | ch | cherry",
                "beginsWith | Ch | none",
                "contains | an | Banana",
                "contains | AN | none",
                "notContains | an | apple cherry empty null"
            })
    void AC31_selectsStringsByEachOperator(String operator, String operand, String selected) {
        assertThat(selected(Map.of(operator, operand))).isEqualTo(selected);
    }

    @Test
    void AC31_selectsStringsBySetsRangesAndExistence() {
        assertThat(selected(Map.of("in", List.of("apple", "cherry")))).isEqualTo("apple cherry");
        assertThat(selected(Map.of("notIn", List.of("apple", "cherry"))))
                .isEqualTo("Banana empty null");
        assertThat(selected(Map.of("between", List.of("apple", "cherry"))))
                .isEqualTo("apple cherry");
        assertThat(selected(Map.of("attributeExists", true)))
                .isEqualTo("apple Banana cherry empty");
        assertThat(selected(Map.of("attributeExists", false))).isEqualTo("null");
    }

    @Test
    void AC31_negatesEachOperatorIntoItsComplement() {
        for (Map<String, Object> test :
                List.<Map<String, Object>>of(
                        Map.of("eq", "apple"),
                        Map.of("gt", "apple"),
                        Map.of("contains", "an"),
                        Map.of("notContains", "an"),
                        Map.of("between", List.of("a", "b")),
                        Map.of("in", List.of()))) {
            for (String title : TITLES) {
                Item item = post("title", title);
                assertThat(matches(Map.of("not", Map.of("title", test)), item))
                        .as("%s %s", test, title)
                        .isNotEqualTo(matches(Map.of("title", test), item));
            }
        }
    }

    @Test
    void AC32_ordersFalseBeforeTrue() {
        assertThat(matches(Map.of("done", Map.of("gt", false)), post("done", true))).isTrue();
        assertThat(matches(Map.of("done", Map.of("lt", true)), post("done", false))).isTrue();
        assertThat(matches(Map.of("done", Map.of("ge", true)), post("done", false))).isFalse();
    }

    @Test
    void AC33_matchesNullOnlyByEqualityAbsenceAndNegatedTests() {
        Item empty = post();
        Map<String, Object> isNull = Collections.singletonMap("eq", null);

        assertThat(matches(Map.of("rating", isNull), empty)).isTrue();
        assertThat(matches(Map.of("rating", isNull), post("rating", 1))).isFalse();
        assertThat(matches(Map.of("rating", Collections.singletonMap("ne", null)), empty))
                .isFalse();
        assertThat(matches(Map.of("rating", Map.of("ne", 1)), empty)).isTrue();
        for (String range : List.of("gt", "ge", "lt", "le")) {
            assertThat(matches(Map.of("rating", Map.of(range, 0)), empty)).isFalse();
            assertThat(
                            matches(
                                    Map.of("rating", Collections.singletonMap(range, null)),
                                    post("rating", 1)))
                    .isFalse();
        }
        assertThat(matches(Map.of("rating", Map.of("between", List.of(-9, 9))), empty)).isFalse();
        assertThat(matches(Map.of("title", Map.of("contains", "")), empty)).isFalse();
        assertThat(matches(Map.of("title", Map.of("beginsWith", "")), empty)).isFalse();
        assertThat(matches(Map.of("title", Map.of("notContains", "x")), empty)).isTrue();
        assertThat(matches(Map.of("tags", Map.of("notContains", "x")), empty)).isTrue();
    }

    @Test
    void AC34_matchesNothingInAnEmptySetAndEverythingOutsideIt() {
        for (Item item : List.of(post(), post("rating", 1))) {
            assertThat(matches(Map.of("rating", Map.of("in", List.of())), item)).isFalse();
            assertThat(matches(Map.of("rating", Map.of("notIn", List.of())), item)).isTrue();
        }
        assertThat(matches(Map.of("rating", Map.of("in", Arrays.asList(1, null))), post()))
                .isTrue();
    }

    @Test
    void includesBothEndsOfBetween() {
        Map<String, Object> range = Map.of("rating", Map.of("between", List.of(1, 3)));

        assertThat(matches(range, post("rating", 1))).isTrue();
        assertThat(matches(range, post("rating", 3))).isTrue();
        assertThat(matches(range, post("rating", 4))).isFalse();
    }

    @Test
    void AC36_combinesGroupsToDepthFour() {
        Map<String, Object> high = Map.of("rating", Map.of("gt", 3));
        Map<String, Object> json =
                Map.of(
                        "or",
                        List.of(
                                Map.of(
                                        "and",
                                        List.of(
                                                high,
                                                Map.of(
                                                        "not",
                                                        Map.of(
                                                                "or",
                                                                List.of(
                                                                        Map.of(
                                                                                "title",
                                                                                Map.of("eq", "x")),
                                                                        Map.of(
                                                                                "done",
                                                                                Map.of(
                                                                                        "eq",
                                                                                        true))))))),
                                Map.of("not", Map.of("not", Map.of("id", Map.of("eq", "9"))))));

        assertThat(matches(json, post("rating", 4, "title", "y"))).isTrue();
        assertThat(matches(json, post("rating", 4, "title", "x"))).isFalse();
        assertThat(matches(json, post("rating", 4, "done", true))).isFalse();
        assertThat(matches(json, post("rating", 1, "id", "9", "done", true))).isTrue();
    }

    @Test
    void AC37_matchesARelationByAtLeastOneRelatedItem() {
        Item first = item("Comment", "id", "c1", "content", "wow");
        Item second = item("Comment", "id", "c2", "content", "meh");
        Predicate wow =
                PredicateFixture.predicate(
                        Map.of("comments", Map.of("content", Map.of("contains", "wow"))));
        Predicate noWow = new Predicate.Not(wow);

        assertThat(PredicateEvaluator.matches(wow, post(), (item, relation) -> List.of(second)))
                .isFalse();
        assertThat(
                        PredicateEvaluator.matches(
                                wow, post(), (item, relation) -> List.of(second, first)))
                .isTrue();
        assertThat(PredicateEvaluator.matches(wow, post(), (item, relation) -> List.of()))
                .isFalse();
        assertThat(PredicateEvaluator.matches(noWow, post(), (item, relation) -> List.of()))
                .isTrue();
    }

    @Test
    void AC40_takesPatternSymbolsLiterally() {
        assertThat(matches(Map.of("title", Map.of("contains", "%")), post("title", "abc")))
                .isFalse();
        assertThat(matches(Map.of("title", Map.of("contains", "_")), post("title", "abc")))
                .isFalse();
        assertThat(matches(Map.of("title", Map.of("beginsWith", "a%")), post("title", "a%b")))
                .isTrue();
        assertThat(matches(Map.of("title", Map.of("notContains", "'")), post("title", "it's")))
                .isFalse();
    }

    @Test
    void findsElementsOfLists() {
        assertThat(matches(Map.of("sizes", Map.of("contains", 2)), post("sizes", List.of(1, 2))))
                .isTrue();
        assertThat(matches(Map.of("tags", Map.of("contains", "b")), post("tags", List.of("abc"))))
                .isFalse();
        assertThat(matches(Map.of("tags", Map.of("notContains", "b")), post("tags", List.of("b"))))
                .isFalse();
    }

    @Test
    void comparesStringsByCodePoint() {
        String smile = "\uD83D\uDE00";
        String wideTilde = "\uFF5E";

        assertThat(ValueOrder.compare(wideTilde, smile)).isNegative();
        assertThat(ValueOrder.compare(smile, wideTilde)).isPositive();
        assertThat(ValueOrder.compare("\uD7FF", smile)).isNegative();
        assertThat(ValueOrder.compare("\uE000", wideTilde)).isNegative();
        assertThat(ValueOrder.compare(smile, smile + "x")).isNegative();
        assertThat(ValueOrder.compare("a", "B")).isPositive();
    }

    private static String selected(Map<String, Object> test) {
        List<String> names =
                TITLES.stream()
                        .filter(title -> matches(Map.of("title", test), post("title", title)))
                        .map(title -> title == null ? "null" : title.isEmpty() ? "empty" : title)
                        .toList();
        return names.isEmpty() ? "none" : String.join(" ", names);
    }
}
