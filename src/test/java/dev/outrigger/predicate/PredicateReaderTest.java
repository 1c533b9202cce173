package dev.outrigger.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class PredicateReaderTest {
    private final PredicateReader reader = new PredicateReader(PredicateFixture.SCHEMA);

    @Test
    void readsNothingAsAll() {
        assertThat(PredicateFixture.predicate(Map.of())).isEqualTo(new Predicate.All());
        assertThat(PredicateFixture.predicate(null)).isEqualTo(new Predicate.All());
        assertThat(PredicateFixture.predicate(Map.of("and", List.of())))
                .isEqualTo(new Predicate.All());
        assertThat(PredicateFixture.predicate(Map.of("or", List.of())))
                .isEqualTo(new Predicate.Or(List.of()));
    }

    @Test
    void andsSeveralMembersAndSeveralOperators() {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("gt", 1);
        range.put("lt", 5);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rating", range);
        json.put("status", Map.of("eq", "ACTIVE"));

        assertThat(PredicateFixture.predicate(json))
                .isEqualTo(
                        new Predicate.And(
                                List.of(
                                        new Predicate.And(
                                                List.of(
                                                        test("rating", Operator.GT, 1),
                                                        test("rating", Operator.LT, 5))),
                                        test("status", Operator.EQ, "ACTIVE"))));
    }

    @Test
    void bringsOperandsIntoTheNormalFormOfTheField() {
        assertThat(PredicateFixture.predicate(Map.of("rating", Map.of("eq", 5L))))
                .isEqualTo(test("rating", Operator.EQ, 5));
        assertThat(PredicateFixture.predicate(Map.of("score", Map.of("eq", 5))))
                .isEqualTo(test("score", Operator.EQ, 5.0));
        assertThat(PredicateFixture.predicate(Map.of("at", Map.of("between", List.of(1, 2)))))
                .isEqualTo(test("at", Operator.BETWEEN, 1L, 2L));
        assertThat(PredicateFixture.predicate(Map.of("id", Map.of("in", List.of(7, "8")))))
                .isEqualTo(test("id", Operator.IN, "7", "8"));
        assertThat(PredicateFixture.predicate(Map.of("sizes", Map.of("contains", 7.0))))
                .isEqualTo(test("sizes", Operator.CONTAINS, 7));
    }

    @Test
    void readsComparisonOfAListWithNullAsItsExistence() {
        Map<String, Object> isNull = Collections.singletonMap("eq", null);
        Map<String, Object> isThere = Collections.singletonMap("ne", null);

        assertThat(PredicateFixture.predicate(Map.of("tags", isNull)))
                .isEqualTo(test("tags", Operator.ATTRIBUTE_EXISTS, false));
        assertThat(PredicateFixture.predicate(Map.of("meta", isThere)))
                .isEqualTo(test("meta", Operator.ATTRIBUTE_EXISTS, true));
    }

    @Test
    void acceptsPartsOfADateAndOfAnEnum() {
        assertThat(PredicateFixture.predicate(Map.of("day", Map.of("beginsWith", "2026-11"))))
                .isEqualTo(test("day", Operator.BEGINS_WITH, "2026-11"));
        assertThat(PredicateFixture.predicate(Map.of("status", Map.of("contains", "ACT"))))
                .isEqualTo(test("status", Operator.CONTAINS, "ACT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "rating | gt | [1, 2] | /rating/gt | the operand must be Int (a whole number of 32"
                        + " bits), found array",
                "rating | between | 1 | /rating/between | found number 1, but between needs an"
                        + " array of two operands",
                "rating | between | [1] | /rating/between | found an array of 1, but between needs"
                        + " an array of two operands",
                "rating | between | [5, 1] | /rating/between | the first operand of between must"
                        + " not be greater than the second",
                "rating | between | [1, x] | /rating/between/1 | the operand must be Int (a whole"
                        + " number of 32 bits), found string \"x\"",
                "rating | in | 1 | /rating/in | found number 1, but in needs an array",
                "rating | in | [1, x] | /rating/in/1 | the operand must be Int (a whole number of"
                        + " 32 bits), found string \"x\"",
                "rating | contains | 1 | /rating/contains | found contains, but rating (Int) allows"
                    + " eq, ne, gt, ge, lt, le, between, in, notIn, attributeExists, attributeType",
                "rating | size | 1 | /rating/size | found size, but rating (Int) allows eq, ne, gt,"
                        + " ge, lt, le, between, in, notIn, attributeExists, attributeType",
                "done | beginsWith | t | /done/beginsWith | found beginsWith, but done (Boolean)"
                        + " allows eq, ne, gt, ge, lt, le, between, in, notIn, attributeExists,"
                        + " attributeType",
                "title | contains | - | /title/contains | found null, but String is needed",
                "title | eq | 1 | /title/eq | the operand must be String, found number 1",
                "title | attributeExists | yes | /title/attributeExists | the operand must be"
                        + " Boolean, found string \"yes\"",
                "status | eq | GONE | /status/eq | the operand must be one of ACTIVE, INACTIVE,"
                        + " PAUSED (Status), found string \"GONE\"",
                "tags | gt | a | /tags/gt | found gt, but tags (list of String) allows eq, ne,"
                        + " contains, notContains, attributeExists, attributeType, size",
                "tags | eq | a | /tags/eq | found string \"a\", but tags (list of String) is"
                        + " compared with null only",
                "sizes | contains | a | /sizes/contains | the operand must be Int (a whole number"
                        + " of 32 bits), found string \"a\"",
                "meta | contains | a | /meta/contains | found contains, but meta (AWSJSON) allows"
                        + " eq, ne, attributeExists, attributeType, size",
                "address | eq | - | /address/eq | address is of the embedded type Address, which"
                        + " predicates cannot test"
            })
    void AC35_refusesOperatorsAndOperandsThatTheFieldDoesNotHave(
            String field, String operator, String operand, String path, String reason) {
        Object json = Map.of(field, Collections.singletonMap(operator, decoded(operand)));

        assertThat(reader.read(PredicateFixture.POST, json, Relations.ALLOWED))
                .isEqualTo(new PredicateReading.Invalid(path, reason));
    }

    @Test
    void AC35_refusesAFieldWithoutOperatorAndGroupsOfAnotherForm() {
        assertThat(problem(Map.of("rating", Map.of())))
                .isEqualTo(
                        "/rating found no operator, but a field needs an object of operators, such"
                                + " as {\"eq\": …}");
        assertThat(problem(Map.of("rating", 5)))
                .startsWith("/rating found number 5, but a field needs an object of operators");
        assertThat(problem(List.of()))
                .isEqualTo(" found array, but a predicate is an object of fields and groups");
        assertThat(problem(Map.of("or", Map.of())))
                .isEqualTo("/or found object, but or needs an array");
        assertThat(problem(Map.of("not", List.of())))
                .isEqualTo("/not found array, but a predicate is an object of fields and groups");
        assertThat(problem(Map.of("and", Collections.singletonList(null))))
                .isEqualTo("/and/0 found null, but a predicate is an object of fields and groups");
    }

    @Test
    void namesThePlaceInsideGroupsAndTheNearestField() {
        Object deep = Map.of("or", List.of(Map.of(), Map.of("rating", Map.of("gt", "x"))));

        assertThat(problem(deep)).startsWith("/or/1/rating/gt the operand must be Int");
        assertThat(problem(Map.of("ratng", Map.of("gt", 1))))
                .isEqualTo("/ratng Post has no field ratng: did you mean rating?");
        assertThat(problem(Map.of("a/b~", Map.of()))).startsWith("/a~1b~0 Post has no field a/b~:");
        assertThat(problem(Map.of("_version", Map.of("eq", 1))))
                .startsWith("/_version Post has no field _version");
    }

    @Test
    void readsRelationsToAnyDepth() {
        Object json =
                Map.of("comments", Map.of("replies", Map.of("text", Map.of("contains", "wow"))));

        Predicate.Related comments = (Predicate.Related) PredicateFixture.predicate(json);

        assertThat(comments.relation().target()).isEqualTo("Comment");
        assertThat(((Predicate.Related) comments.part()).relation().target()).isEqualTo("Reply");
        assertThat(problem(Map.of("comments", Map.of("contnt", Map.of("eq", "x")))))
                .isEqualTo("/comments/contnt Comment has no field contnt: did you mean content?");
    }

    @Test
    void AC39_refusesRelationsInConditions() {
        Object json = Map.of("not", Map.of("comments", Map.of("content", Map.of("eq", "x"))));

        assertThat(reader.read(PredicateFixture.POST, json, Relations.REFUSED))
                .isEqualTo(
                        new PredicateReading.Invalid(
                                "/not/comments",
                                "comments is a relation, which conditions and sync expressions"
                                        + " cannot use"));
    }

    @Test
    void refusesNestingWithoutEnd() {
        Object json = Map.of("rating", Map.of("eq", 1));
        for (int level = 0; level < 1000; level++) {
            json = Map.of("not", json);
        }

        assertThat(problem(json)).endsWith(" nested deeper than 128 levels");
        assertThat(problem(nested(65)))
                .isEqualTo(" found groups of 65 levels, at most 64 are allowed");
    }

    @Test
    void refusesMoreTestsThanAStatementHasParametersFor() {
        List<Integer> many = Collections.nCopies(10_001, 1);

        assertThat(problem(Map.of("rating", Map.of("in", many))))
                .isEqualTo(" found 10001 tests and operands, at most 10000 are allowed");
    }

    @Test
    void readsTheFilterOfTheLargestPredicatesAgain() {
        Object deepest = Map.of("not", nested(62));
        Object largest = Map.of("rating", Map.of("notIn", Collections.nCopies(10_000, 1)));

        for (Object json : List.of(deepest, largest)) {
            assertThat(problem(PredicateFilter.of(PredicateFixture.predicate(json))))
                    .startsWith("read as ");
        }
    }

    /// A set, which the filter form writes as a group of its own, inside negations.
    private static Object nested(int negations) {
        Object json = Map.of("rating", Map.of("in", List.of(1, 2)));
        for (int level = 1; level < negations; level++) {
            json = Map.of("not", json);
        }
        return json;
    }

    private String problem(Object json) {
        return switch (reader.read(PredicateFixture.POST, json, Relations.ALLOWED)) {
            case PredicateReading.Valid(Predicate predicate) -> "read as " + predicate;
            case PredicateReading.Invalid(String path, String reason) -> path + " " + reason;
        };
    }

    private static Predicate.Test test(String field, Operator operator, Object... operands) {
        return new Predicate.Test(
                PredicateFixture.POST.field(field).orElseThrow(),
                operator,
                Arrays.asList(operands));
    }

    /// The tables write JSON without quotes.
    private static Object decoded(String text) {
        if (text == null) {
            return null;
        }
        if (text.startsWith("[")) {
            return Arrays.stream(text.substring(1, text.length() - 1).split(", "))
                    .map(PredicateReaderTest::decoded)
                    .toList();
        }
        return text.matches("\\d+") ? (Object) Integer.valueOf(text) : text;
    }
}
