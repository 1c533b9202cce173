package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;
import static dev.outrigger.testing.BlogSchema.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What all [GroupedReads] do, whatever the replica is kept in.
public abstract class GroupedReadsContract {
    private static final Model COMMENT = model("Comment");
    private static final Model POST = model("Post");
    private static final Model SHELF = model("Shelf");
    private static final Query.Start BEGINNING = new Query.Start.Offset(0);

    /// A replica, and the reads of its groups.
    public record Subject(ReplicaStore store, GroupedReads groups) {}

    private StoreProbe replica;
    private GroupedReads groups;
    private int rated;

    /// An empty replica of [dev.outrigger.testing.BlogSchema], for one test.
    protected abstract Subject emptyReplica();

    @BeforeEach
    void open() {
        Subject subject = emptyReplica();
        replica = new StoreProbe(subject.store());
        groups = subject.groups();
    }

    /// A comment on a post, which is there already or is created.
    private void comment(String id, String post, String content) {
        replica.create("Post", "id", post, "title", "T");
        replica.create("Comment", "id", id, "content", content, "postID", post);
    }

    private static List<Field> fields(Model model, String... names) {
        return Stream.of(names).map(name -> model.field(name).orElseThrow()).toList();
    }

    private static GroupedQuery comments(Query query, int together, String... posts) {
        return new GroupedQuery(
                query,
                fields(COMMENT, "postID"),
                Stream.of(posts).map(post -> List.<Object>of(post)).toList(),
                together);
    }

    private static Query query(Predicate predicate, List<Sort> sort, int limit) {
        return new Query(COMMENT, predicate, sort, limit, BEGINNING);
    }

    private static Query firstOf(int limit) {
        return query(new Predicate.All(), List.of(), limit);
    }

    private List<Query.Page> pages(GroupedQuery query) {
        return switch (await(groups.pages(query))) {
            case GroupedPages.Read(List<Query.Page> pages) -> pages;
            case GroupedPages.TooMany _ -> throw new AssertionError("too many items");
        };
    }

    private static List<List<Object>> ids(List<Query.Page> pages) {
        return pages.stream()
                .map(
                        page ->
                                page.items().stream()
                                        .map(read -> read.stored().key().values().getFirst())
                                        .toList())
                .toList();
    }

    @Test
    void eachGroupHasItsOwnItemsInTheOrderOfInsertion() {
        // Given
        comment("c1", "p2", "x");
        comment("c2", "p1", "x");
        comment("c3", "p2", "x");
        comment("c4", "p3", "x");

        // Then
        assertThat(ids(pages(comments(firstOf(10), 100, "p2", "none", "p1"))))
                .containsExactly(List.of("c1", "c3"), List.of(), List.of("c2"));
    }

    @Test
    void theLimitIsThatOfEachGroupAndThePlaceAfterItLeadsOn() {
        // Given
        for (int number = 1; number <= 3; number++) {
            comment("a" + number, "p1", "x");
            comment("b" + number, "p2", "x");
        }
        comment("c1", "p3", "x");

        // When
        List<Query.Page> pages = pages(comments(firstOf(2), 100, "p1", "p2", "p3"));

        // Then
        assertThat(ids(pages))
                .containsExactly(List.of("a1", "a2"), List.of("b1", "b2"), List.of("c1"));
        assertThat(pages.get(2).next()).isNull();
        Predicate ofSecond =
                new Predicate.Test(
                        COMMENT.field("postID").orElseThrow(), Operator.EQ, List.of("p2"));
        Query rest =
                new Query(
                        COMMENT,
                        ofSecond,
                        List.of(),
                        2,
                        new Query.Start.After(pages.get(1).next()));
        assertThat(ids(List.of(await(replica.store().query(rest))))).containsExactly(List.of("b3"));
    }

    @Test
    void predicateAndSortHoldInEachGroup() {
        // Given
        comment("c1", "p1", "bb");
        comment("c2", "p1", "ba");
        comment("c3", "p1", "a");
        comment("c4", "p2", "bc");
        Field content = COMMENT.field("content").orElseThrow();
        Predicate predicate = new Predicate.Test(content, Operator.BEGINS_WITH, List.of("b"));
        List<Sort> sort = List.of(new Sort(content, Sort.Direction.ASCENDING));

        // Then
        assertThat(ids(pages(comments(query(predicate, sort, 10), 100, "p1", "p2"))))
                .containsExactly(List.of("c2", "c1"), List.of("c4"));
    }

    @Test
    void deletedItemsAreInNoGroup() {
        // Given
        comment("c1", "p1", "x");
        comment("c2", "p1", "x");
        replica.edit(delete(key("Comment", "c1")));

        // Then
        assertThat(ids(pages(comments(firstOf(10), 100, "p1")))).containsExactly(List.of("c2"));
    }

    @Test
    void severalFieldsMakeAGroupTogether() {
        // Given
        replica.create("Depot", "country", "de", "number", 1);
        replica.create("Depot", "country", "de", "number", 2);
        replica.create("Depot", "country", "fr", "number", 1);
        replica.create("Shelf", "id", "s1", "depotCountry", "de", "depotNumber", 1);
        replica.create("Shelf", "id", "s2", "depotCountry", "de", "depotNumber", 2);
        replica.create("Shelf", "id", "s3", "depotCountry", "fr", "depotNumber", 1);
        GroupedQuery shelves =
                new GroupedQuery(
                        new Query(SHELF, new Predicate.All(), List.of(), 10, BEGINNING),
                        fields(SHELF, "depotCountry", "depotNumber"),
                        List.of(List.of("fr", 1), List.of("de", 2)),
                        100);

        // Then
        assertThat(ids(pages(shelves))).containsExactly(List.of("s3"), List.of("s2"));
    }

    @Test
    void moreItemsThanAreAllowedTogetherAreTooMany() {
        // Given
        comment("c1", "p1", "x");
        comment("c2", "p1", "x");
        comment("c3", "p2", "x");

        // Then
        assertThat(await(groups.pages(comments(firstOf(10), 2, "p1", "p2"))))
                .isEqualTo(new GroupedPages.TooMany());
        assertThat(ids(pages(comments(firstOf(1), 2, "p1", "p2"))))
                .containsExactly(List.of("c1"), List.of("c3"));
    }

    @Test
    void aQueryThatGoesOnSomewhereIsOfOneGroup() {
        Query later =
                new Query(COMMENT, new Predicate.All(), List.of(), 1, new Query.Start.Offset(1));

        assertThatThrownBy(() -> comments(later, 10, "p1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nullIsTheFirstOfAGroupAscendingAndTheLastDescending() {
        // Given
        for (String blog : List.of("b1", "b2")) {
            replica.create("Blog", "id", blog);
            for (Integer rating : Arrays.asList(2, null, 1, null)) {
                rated++;
                replica.create(
                        "Post", "id", "p" + rated, "title", "T", "rating", rating, "blogID", blog);
            }
        }

        // Then
        assertThat(walk(Sort.Direction.ASCENDING, "b1")).containsExactly("p2", "p4", "p3", "p1");
        assertThat(walk(Sort.Direction.DESCENDING, "b1")).containsExactly("p1", "p3", "p2", "p4");
        assertThat(walk(Sort.Direction.ASCENDING, "b2")).containsExactly("p6", "p8", "p7", "p5");
    }

    /// The posts of a blog by their rating: the first as a group beside another one, the rest from
    /// where its page ends.
    private List<Object> walk(Sort.Direction direction, String blog) {
        Field by = POST.field("blogID").orElseThrow();
        List<Sort> sort = List.of(new Sort(POST.field("rating").orElseThrow(), direction));
        GroupedQuery grouped =
                new GroupedQuery(
                        new Query(POST, new Predicate.All(), sort, 1, BEGINNING),
                        List.of(by),
                        List.of(List.of("none"), List.of(blog)),
                        100);
        Query.Page page = pages(grouped).get(1);
        List<Object> seen = new ArrayList<>(ids(List.of(page)).getFirst());
        while (page.next() != null) {
            Query rest =
                    new Query(
                            POST,
                            new Predicate.Test(by, Operator.EQ, List.of(blog)),
                            sort,
                            1,
                            new Query.Start.After(page.next()));
            page = await(replica.store().query(rest));
            seen.addAll(ids(List.of(page)).getFirst());
        }
        return seen;
    }

    @Test
    void groupsAreMadeByValuesOfAnyType() {
        // Given
        replica.create(
                "Post", "id", "p1", "title", "T", "score", 0.5, "published", true, "seenAt", 5L);
        replica.create("Post", "id", "p2", "title", "T", "score", 0.5, "published", false);
        replica.create(
                "Post", "id", "p3", "title", "T", "score", -0.5, "published", true, "seenAt", 5L);

        // Then
        assertThat(
                        posts(
                                List.of("score", "published"),
                                List.of(List.of(0.5, false), List.of(0.5, true))))
                .containsExactly(List.of("p2"), List.of("p1"));
        assertThat(posts(List.of("seenAt"), List.of(List.of(5L), List.of(0L))))
                .containsExactly(List.of("p1", "p3"), List.of());
    }

    private List<List<Object>> posts(List<String> by, List<List<Object>> groups) {
        return ids(
                pages(
                        new GroupedQuery(
                                new Query(POST, new Predicate.All(), List.of(), 10, BEGINNING),
                                fields(POST, by.toArray(String[]::new)),
                                groups,
                                100)));
    }

    @Test
    void whatTheBackendHasDeletedIsInNoGroup() {
        // Given
        Item gone = item("Comment", "id", "c1", "content", "x", "postID", "p1");
        replica.apply(
                live(1, gone),
                live(1, item("Comment", "id", "c3", "content", "x", "postID", "p1")));

        // When
        replica.apply(tombstone(2, gone));

        // Then
        assertThat(ids(pages(comments(firstOf(10), 100, "p1")))).containsExactly(List.of("c3"));
    }

    @Test
    void aFilterMayFollowRelationsInEachGroup() {
        // Given
        comment("c1", "p1", "x");
        comment("c2", "p2", "x");
        replica.edit(patch(key("Post", "p2"), "title", "other"));
        Predicate predicate =
                new Predicate.Related(
                        COMMENT.relation("post").orElseThrow(),
                        new Predicate.Test(
                                POST.field("title").orElseThrow(), Operator.EQ, List.of("other")));

        // Then
        assertThat(ids(pages(comments(query(predicate, List.of(), 10), 100, "p1", "p2"))))
                .containsExactly(List.of(), List.of("c2"));
    }
}
