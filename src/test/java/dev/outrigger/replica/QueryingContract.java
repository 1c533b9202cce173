package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreUnderTest.field;
import static dev.outrigger.replica.StoreUnderTest.ids;
import static dev.outrigger.replica.StoreUnderTest.test;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Reading many items.
interface QueryingContract extends StoreUnderTest {
    private void posts(int count) {
        for (int number = 1; number <= count; number++) {
            replica().create("Post", "id", "p" + (100 - number), "title", "T", "rating", number);
        }
    }

    private Query.Page page(List<Sort> sort, int limit, Query.Start start) {
        return await(
                replica()
                        .store()
                        .query(
                                new Query(
                                        BlogSchema.model("Post"),
                                        new Predicate.All(),
                                        sort,
                                        limit,
                                        start)));
    }

    private static List<Object> values(Query.Page page, String field) {
        return page.items().stream().map(read -> read.stored().item().value(field)).toList();
    }

    @Test
    default void AC25_withoutCriteriaAllItemsComeInTheOrderOfTheirInsertion() {
        // Given
        posts(5);
        replica().edit(patch(key("Post", "p99"), "title", "edited"));

        // Then
        assertThat(ids(replica().all("Post"))).containsExactly("p99", "p98", "p97", "p96", "p95");
    }

    @Test
    default void AC27_theThirdPageOfTwelveByFiveHoldsTheLastTwo() {
        // Given
        posts(12);

        // When
        Query.Page page = page(List.of(), 5, new Query.Start.Offset(10));

        // Then
        assertThat(values(page, "rating")).containsExactly(11, 12);
        assertThat(page.next()).isNull();
    }

    @Test
    default void AC28_thePageAfterAOneItemPageIsEmpty() {
        // Given
        posts(1);

        // When
        Query.Page page = page(List.of(), 5, new Query.Start.Offset(5));

        // Then
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isNull();
    }

    @Test
    default void AC30_equalFirstSortKeysAreOrderedByTheSecond() {
        // Given
        replica().create("Post", "id", "1", "title", "b", "rating", 1);
        replica().create("Post", "id", "2", "title", "a", "rating", 2);
        replica().create("Post", "id", "3", "title", "a", "rating", 1);
        replica().create("Post", "id", "4", "title", "b");

        // When
        Query.Page page =
                page(
                        List.of(
                                new Sort(field("Post", "title"), Sort.Direction.ASCENDING),
                                new Sort(field("Post", "rating"), Sort.Direction.DESCENDING)),
                        10,
                        new Query.Start.Offset(0));

        // Then
        assertThat(values(page, "id")).containsExactly("2", "3", "1", "4");
    }

    @Test
    default void textIsSortedByCodePointAndNullsComeFirstAscending() {
        // Given
        List<@Nullable String> names = new ArrayList<>(List.of("b", "B", "ä", "￿", "𝔘", ""));
        names.add(null);
        for (String name : names) {
            replica().create("Blog", "id", "" + name, "name", name);
        }

        // When
        Query.Page page =
                await(
                        replica()
                                .store()
                                .query(
                                        new Query(
                                                BlogSchema.model("Blog"),
                                                new Predicate.All(),
                                                List.of(
                                                        new Sort(
                                                                field("Blog", "name"),
                                                                Sort.Direction.ASCENDING)),
                                                10,
                                                new Query.Start.Offset(0))));

        // Then
        assertThat(values(page, "name")).containsExactly(null, "", "B", "b", "ä", "￿", "𝔘");
    }

    @Test
    default void aWalkByPositionsSeesEveryItemOnceInAnyOrder() {
        // Given
        @Nullable Integer[] ratings = {3, null, 1, 3, null, 2, 1, null, 3};
        for (int number = 0; number < ratings.length; number++) {
            replica()
                    .create(
                            "Post",
                            "id",
                            "p" + number,
                            "title",
                            number % 2 == 0 ? "even" : "odd",
                            "rating",
                            ratings[number]);
        }

        for (Sort.Direction first : Sort.Direction.values()) {
            for (Sort.Direction second : Sort.Direction.values()) {
                // When
                List<Sort> sort =
                        List.of(
                                new Sort(field("Post", "rating"), first),
                                new Sort(field("Post", "title"), second));
                List<Object> walked = new ArrayList<>();
                Query.Page page = page(sort, 2, new Query.Start.Offset(0));
                walked.addAll(values(page, "id"));
                while (page.next() != null) {
                    page = page(sort, 2, new Query.Start.After(page.next()));
                    walked.addAll(values(page, "id"));
                }

                // Then
                assertThat(walked)
                        .isEqualTo(values(page(sort, 100, new Query.Start.Offset(0)), "id"))
                        .hasSize(ratings.length);
            }
        }
    }

    @Test
    default void aWalkByPositionsGoesOnAfterAnItemThatWasDeletedMeanwhile() {
        // Given
        posts(4);
        Query.Page first = page(List.of(), 2, new Query.Start.Offset(0));
        replica().edit(delete(key("Post", "p98")));

        // When
        Query.Page second = page(List.of(), 2, new Query.Start.After(first.next()));

        // Then
        assertThat(values(second, "rating")).containsExactly(3, 4);
        assertThat(second.next()).isNull();
    }

    private List<Object> titled(Operator operator, String operand) {
        return ids(replica().matching("Post", test("Post", "title", operator, operand)));
    }

    @Test
    default void AC40_percentUnderscoreAndQuoteAreOrdinaryCharacters() {
        // Given
        replica().create("Post", "id", "1", "title", "100%");
        replica().create("Post", "id", "2", "title", "100x");
        replica().create("Post", "id", "3", "title", "a_b'c");
        replica().create("Post", "id", "4", "title", "axb'c");

        // Then
        assertThat(titled(Operator.CONTAINS, "0%")).containsExactly("1");
        assertThat(titled(Operator.BEGINS_WITH, "a_")).containsExactly("3");
        assertThat(titled(Operator.NOT_CONTAINS, "_b'")).containsExactly("1", "2", "4");
    }

    @Test
    default void countCountsLiveMatchesOnly() {
        // Given
        posts(3);
        replica().edit(delete(key("Post", "p99")));

        // Then
        assertThat(
                        await(
                                replica()
                                        .store()
                                        .count(
                                                BlogSchema.model("Post"),
                                                test("Post", "rating", Operator.LE, 2))))
                .isEqualTo(1);
    }

    @Test
    default void AC37_aRelatedItemCountsOnlyWhileItLives() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        replica().create("Post", "id", "p2", "title", "T");
        replica().create("Comment", "id", "c1", "content", "wow", "postID", "p1");
        replica().create("Comment", "id", "c2", "content", "wow", "postID", "p2");
        replica().edit(delete(key("Comment", "c2")));
        Predicate wow =
                new Predicate.Related(
                        BlogSchema.model("Post").relation("comments").orElseThrow(),
                        test("Comment", "content", Operator.EQ, "wow"));

        // Then
        assertThat(ids(replica().matching("Post", wow))).containsExactly("p1");
        assertThat(ids(replica().matching("Post", new Predicate.Not(wow)))).containsExactly("p2");
    }
}
