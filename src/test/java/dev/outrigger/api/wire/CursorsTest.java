package dev.outrigger.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outrigger.api.TestSchema;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.Sort;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

class CursorsTest {
    private static final Model POST = TestSchema.read().required("Post");

    @Test
    void keepsTheTypeOfEverySortValue() {
        // Given
        List<Sort> sort = by("title", "rating", "score", "pinned", "publishedAt", "status");
        Query.Position position =
                new Query.Position(
                        Arrays.asList("ä\"", 3, 2.0, true, 1_700_000_000L, null), 5_000_000_000L);

        // When
        String cursor = Cursors.write(query(sort), position);

        // Then
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(Cursors.read("Post", sort, cursor)).isEqualTo(position);
    }

    @Test
    void belongsToOneModelAndOrder() {
        // Given
        List<Sort> sort = by("rating");
        String cursor = Cursors.write(query(sort), new Query.Position(List.of(3), 1));

        // Then
        assertRefused("Comment", sort, cursor);
        assertRefused("Post", by("title"), cursor);
        assertRefused("Post", by(), cursor);
        assertRefused(
                "Post",
                List.of(new Sort(sort.getFirst().key(), Sort.Direction.DESCENDING)),
                cursor);
    }

    @Test
    void ofARelevanceBelongsToItsSearches() {
        // Given
        List<Sort> foxes = List.of(relevance("fox"));
        Query.Position position = new Query.Position(List.of(0.1f + 0.0), 7);

        // When
        String cursor = Cursors.write(query(foxes), position);

        // Then
        assertThat(Cursors.read("Post", foxes, cursor)).isEqualTo(position);
        assertRefused("Post", List.of(relevance("hen")), cursor);
    }

    private static Sort relevance(String text) {
        Predicate.Search search =
                new Predicate.Search(POST.field("title").orElseThrow(), "simple", text);
        return new Sort(new Sort.Key.Relevance(List.of(search)), Sort.Direction.DESCENDING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "{",
                "[]",
                "[\"Post rating0\", 1]",
                "[\"Post rating0\", \"1\", [3]]",
                "[\"Post rating0\", 1, [\"3\"]]",
                "[\"Post rating0\", 1, [{}]]",
                "[\"Post rating0\", 1, [3, 4]]",
            })
    void takesNoCursorThatSomebodyMadeUp(String json) {
        assertRefused("Post", by("rating"), json);
        String encoded = Base64.getUrlEncoder().encodeToString(json.getBytes());
        assertRefused("Post", by("rating"), encoded);
    }

    private static void assertRefused(String model, List<Sort> sort, String cursor) {
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> Cursors.read(model, sort, cursor))
                .satisfies(
                        refused ->
                                assertThat(refused.problem().type().slug())
                                        .isEqualTo("cursor-invalid"));
    }

    private static Query query(List<Sort> sort) {
        return new Query(POST, new Predicate.All(), sort, 1, new Query.Start.Offset(0));
    }

    private static List<Sort> by(String... fields) {
        List<Sort> sort = new ArrayList<>();
        for (String field : fields) {
            sort.add(new Sort(POST.field(field).orElseThrow(), Sort.Direction.ASCENDING));
        }
        return sort;
    }
}
