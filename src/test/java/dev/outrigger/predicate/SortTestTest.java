package dev.outrigger.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

/// A test of sort fields says the same as a predicate: it compares the fields as one tuple.
class SortTestTest {
    private static final Model SHELF = BlogSchema.model("Shelf");
    private static final List<Field> SORT =
            Stream.of("depotNumber", "label").map(name -> SHELF.field(name).orElseThrow()).toList();
    private static final List<Item> SHELVES =
            List.of(
                    shelf("1b", 1, "b"),
                    shelf("2a", 2, "a"),
                    shelf("2b", 2, "b"),
                    shelf("3a", 3, "a"));

    private static Item shelf(String id, int number, String label) {
        return BlogSchema.item("Shelf", "id", id, "depotNumber", number, "label", label);
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, 2a",
        "LESS, 1b",
        "AT_MOST, 1b 2a",
        "GREATER, 2b 3a",
        "AT_LEAST, 2a 2b 3a",
        "BEGINS_WITH, 2a",
    })
    void comparesAllFieldsTogether(SortTest.Comparison comparison, String found) {
        assertThat(matching(new SortTest(comparison, List.of(2, "a")))).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, 2a 2b",
        "LESS, 1b",
        "AT_MOST, 1b 2a 2b",
        "GREATER, 3a",
        "AT_LEAST, 2a 2b 3a"
    })
    void fewerValuesCompareTheFirstFields(SortTest.Comparison comparison, String found) {
        assertThat(matching(new SortTest(comparison, List.of(2)))).isEqualTo(found);
    }

    private static String matching(SortTest test) {
        Predicate predicate = test.on(SORT);
        return String.join(
                " ",
                SHELVES.stream()
                        .filter(
                                item ->
                                        PredicateEvaluator.matches(
                                                predicate, item, RelatedItems.none()))
                        .map(item -> (String) item.value("id"))
                        .toList());
    }
}
