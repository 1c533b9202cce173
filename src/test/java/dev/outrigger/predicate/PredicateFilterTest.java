package dev.outrigger.predicate;

import static dev.outrigger.predicate.PredicateFixture.POST;
import static dev.outrigger.predicate.PredicateFixture.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Model;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class PredicateFilterTest {
    private static final Map<String, Object> HIGH = Map.of("rating", Map.of("gt", 3));
    private static final Map<String, Object> TITLED = Map.of("title", Map.of("eq", "x"));

    @Test
    void AC41_writesNothingForAll() {
        assertThat(PredicateFilter.of(new Predicate.All())).isEmpty();
        assertThat(filter(Map.of("and", List.of(Map.of(), Map.of())))).isEmpty();
    }

    @Test
    void AC41_keepsTheGroupOfASingleConditionAtTheRoot() {
        assertThat(filter(HIGH)).isEqualTo(Map.of("and", List.of(HIGH)));
        assertThat(filter(Map.of("and", List.of(HIGH)))).isEqualTo(Map.of("and", List.of(HIGH)));
    }

    @Test
    void AC41_flattensGroupsOfASinglePart() {
        Map<String, Object> any = Map.of("or", List.of(HIGH, TITLED));

        assertThat(filter(Map.of("and", List.of(any)))).isEqualTo(any);
        assertThat(filter(Map.of("and", List.of(Map.of("or", List.of(HIGH)), TITLED))))
                .isEqualTo(Map.of("and", List.of(HIGH, TITLED)));
        assertThat(
                        PredicateFilter.of(
                                new Predicate.And(
                                        List.of(
                                                new Predicate.Or(
                                                        List.of(
                                                                predicate(HIGH),
                                                                predicate(TITLED)))))))
                .isEqualTo(any);
    }

    @Test
    void AC41_keepsAnObjectUnderNot() {
        assertThat(filter(Map.of("not", HIGH))).isEqualTo(Map.of("not", HIGH));
        assertThat(filter(Map.of("not", Map.of("and", List.of(HIGH, TITLED)))))
                .isEqualTo(Map.of("not", Map.of("and", List.of(HIGH, TITLED))));
    }

    @Test
    void writesEveryOperatorOfTextAsItIs() {
        for (Map<String, Object> test :
                List.<Map<String, Object>>of(
                        Map.of("ge", "a"),
                        Map.of("between", List.of("a", "b")),
                        Map.of("notContains", "a"),
                        Map.of("beginsWith", "a"),
                        Map.of("attributeExists", true),
                        Collections.singletonMap("eq", null))) {
            Map<String, Object> json = Map.of("title", test);
            assertThat(filter(json)).isEqualTo(Map.of("and", List.of(json)));
        }
    }

    @Test
    void writesSetsAsTestsThatAppSyncHas() {
        assertThat(filter(Map.of("rating", Map.of("in", Arrays.asList(1, null)))))
                .isEqualTo(
                        Map.of("or", List.of(test("rating", "eq", 1), test("rating", "eq", null))));
        assertThat(filter(Map.of("rating", Map.of("notIn", List.of(1, 2)))))
                .isEqualTo(
                        Map.of("and", List.of(test("rating", "ne", 1), test("rating", "ne", 2))));
        assertThat(filter(Map.of("rating", Map.of("in", List.of()))))
                .isEqualTo(Map.of("or", List.of()));
        assertThat(filter(Map.of("rating", Map.of("notIn", List.of())))).isEmpty();
    }

    @Test
    void writesTestsOfEnumsAndBooleansByTheirValues() {
        assertThat(filter(Map.of("status", Map.of("contains", "ACTIVE"))))
                .isEqualTo(
                        Map.of(
                                "or",
                                List.of(
                                        test("status", "eq", "ACTIVE"),
                                        test("status", "eq", "INACTIVE"))));
        assertThat(filter(Map.of("status", Map.of("attributeExists", true))))
                .isEqualTo(Map.of("and", List.of(test("status", "ne", null))));
        assertThat(filter(Map.of("done", Map.of("gt", false))))
                .isEqualTo(Map.of("and", List.of(test("done", "eq", true))));
        assertThat(filter(Map.of("states", Map.of("contains", "PAUSED"))))
                .isEqualTo(Map.of("and", List.of(test("states", "contains", "PAUSED"))));
    }

    @Test
    void writesRelationsForStorage() {
        Map<String, Object> json = Map.of("comments", Map.of("content", Map.of("eq", "x")));

        assertThat(filter(json)).isEqualTo(Map.of("and", List.of(json)));
    }

    @Test
    void AC42_leavesKeyFieldsOutOfAConditionAndWritesNullForNothing() {
        Model stock = PredicateFixture.SCHEMA.required("Stock");
        Map<String, Object> count = Map.of("count", Map.of("gt", 0));
        Map<String, Object> key = Map.of("product", Map.of("eq", "p"));
        Map<String, Object> all = new LinkedHashMap<>(key);
        all.put("shelf", Map.of("eq", 1));

        assertThat(condition(stock, all)).isNull();
        assertThat(condition(stock, Map.of("not", key))).isNull();
        assertThat(condition(stock, Map.of("or", List.of(key, all)))).isNull();
        assertThat(condition(stock, Map.of())).isNull();
        assertThat(condition(stock, Map.of("and", List.of(all, count))))
                .isEqualTo(Map.of("and", List.of(count)));
        assertThat(condition(POST, Map.of("and", List.of(Map.of("id", Map.of("eq", "1")), HIGH))))
                .isEqualTo(Map.of("and", List.of(HIGH)));
        assertThat(condition(POST, Map.of("or", List.of()))).isEqualTo(Map.of("or", List.of()));
    }

    private static Map<String, Object> test(String field, String operator, Object operand) {
        return Map.of(field, Collections.singletonMap(operator, operand));
    }

    private static Map<String, Object> filter(Object json) {
        return PredicateFilter.of(predicate(json));
    }

    private static Map<String, Object> condition(Model model, Object json) {
        return PredicateFilter.conditionOf(predicate(model, json), model);
    }
}
