package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.replica.StoreUnderTest.test;
import static dev.outrigger.testing.BlogSchema.fields;
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
import dev.outrigger.replica.Aggregates.Group;
import dev.outrigger.replica.Aggregates.Outcome;
import dev.outrigger.replica.Aggregation.Kind;
import dev.outrigger.replica.Aggregation.Measure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What all [Aggregates] do, whatever the replica is kept in.
public abstract class AggregatesContract {
    private static final Model POST = model("Post");
    private static final Predicate ALL = new Predicate.All();

    /// A replica, and its aggregates.
    public record Subject(ReplicaStore store, Aggregates aggregates) {}

    private StoreProbe replica;
    private Aggregates aggregates;

    /// An empty replica of [dev.outrigger.testing.BlogSchema], for one test.
    protected abstract Subject emptyReplica();

    @BeforeEach
    void open() {
        Subject subject = emptyReplica();
        replica = new StoreProbe(subject.store());
        aggregates = subject.aggregates();
    }

    private void post(String id, @Nullable Object... fields) {
        replica.create(
                "Post",
                Stream.concat(Stream.of("id", id, "title", id), Arrays.stream(fields)).toArray());
    }

    private static Field field(String name) {
        return POST.field(name).orElseThrow();
    }

    private static Measure of(Kind kind, String field) {
        return new Measure(kind, field(field));
    }

    private static final Measure ITEMS = new Measure(Kind.COUNT, null);

    private Outcome ask(Predicate predicate, List<String> by, Measure... measures) {
        return await(
                aggregates.aggregate(
                        new Aggregation(
                                POST,
                                predicate,
                                by.stream().map(AggregatesContract::field).toList(),
                                List.of(measures),
                                3)));
    }

    private static Group group(List<@Nullable Object> key, @Nullable Object... values) {
        return new Group(key, Arrays.asList(values));
    }

    private static Outcome groups(Group... groups) {
        return new Outcome.Groups(List.of(groups), false);
    }

    @Test
    void everyKindOfMeasureLeavesOutNulls() {
        // Given
        post("p1", "rating", 1, "score", 0.5, "seenAt", 30L);
        post("p2", "rating", 4, "score", 0.25, "seenAt", 20L);
        post("p3");

        // Then
        assertThat(
                        ask(
                                ALL,
                                List.of(),
                                ITEMS,
                                of(Kind.COUNT, "rating"),
                                of(Kind.SUM, "rating"),
                                of(Kind.AVERAGE, "rating"),
                                of(Kind.SUM, "score"),
                                of(Kind.MINIMUM, "score"),
                                of(Kind.MAXIMUM, "seenAt"),
                                of(Kind.MAXIMUM, "title")))
                .isEqualTo(groups(group(List.of(), 3L, 2L, 5L, 2.5, 0.75, 0.25, 30L, "p3")));
    }

    @Test
    void nothingIsOneGroupWithoutValues() {
        assertThat(ask(ALL, List.of(), ITEMS, of(Kind.SUM, "rating")))
                .isEqualTo(groups(group(List.of(), 0L, null)));
        assertThat(ask(ALL, List.of("rating"), ITEMS)).isEqualTo(groups());
    }

    @Test
    void groupsAreSortedAndNullIsOne() {
        // Given
        post("p1", "status", "INACTIVE", "published", true);
        post("p2", "status", "ACTIVE", "published", true);
        post("p3");
        post("p4", "status", "ACTIVE", "published", true);

        // Then
        assertThat(ask(ALL, List.of("status", "published"), ITEMS))
                .isEqualTo(
                        groups(
                                group(Arrays.asList(null, null), 1L),
                                group(List.of("ACTIVE", true), 2L),
                                group(List.of("INACTIVE", true), 1L)));
    }

    @Test
    void moreGroupsThanTheLimitAreTold() {
        // Given
        for (int number = 1; number <= 4; number++) {
            post("p" + number);
        }

        // Then
        assertThat(ask(ALL, List.of("id")))
                .isEqualTo(
                        new Outcome.Groups(
                                List.of(
                                        group(List.of("p1")),
                                        group(List.of("p2")),
                                        group(List.of("p3"))),
                                true));
    }

    @Test
    void onlyLiveItemsThatMatchCount() {
        // Given
        post("p1", "rating", 1);
        post("p2", "rating", 2);
        post("p3", "rating", 3);
        replica.edit(delete(key("Post", "p3")));
        replica.create("Comment", "id", "c1", "content", "x", "postID", "p2");

        // Then
        assertThat(
                        ask(
                                new Predicate.Test(field("rating"), Operator.GT, List.of(1)),
                                List.of(),
                                of(Kind.SUM, "rating")))
                .isEqualTo(groups(group(List.of(), 2L)));
    }

    @Test
    void aSumThatNoNumberHoldsIsOutOfRange() {
        // Given
        post("p1", "score", Double.MAX_VALUE);
        post("p2", "score", Double.MAX_VALUE);

        // Then
        assertThat(ask(ALL, List.of(), of(Kind.SUM, "score"))).isEqualTo(new Outcome.OutOfRange());
    }

    @Test
    void whatIsDeletedHereOrAtTheBackendCountsForNothing() {
        // Given
        Item kept = item("Post", "id", "p1", "title", "T", "rating", 1);
        Item gone = item("Post", "id", "p2", "title", "T", "rating", 2);
        Item deleted = item("Post", "id", "p3", "title", "T", "rating", 3);
        replica.apply(live(1, kept), live(1, gone), live(1, deleted), tombstone(2, gone));
        replica.edit(delete(deleted.key()));
        replica.apply(tombstone(4, item("Post", "id", "p4", "title", "T", "rating", 4)));

        // Then
        assertThat(ask(ALL, List.of("rating"), ITEMS, of(Kind.MAXIMUM, "rating")))
                .isEqualTo(groups(group(List.of(1), 1L, 1)));
    }

    @Test
    void fieldsOfAnyTypeAreCounted() {
        // Given
        post("p1", "tags", List.of(), "details", fields("pages", 1), "meta", Map.of());
        post("p2", "tags", Arrays.asList((Object) null), "meta", false);
        post("p3");

        // Then
        assertThat(
                        ask(
                                ALL,
                                List.of(),
                                of(Kind.COUNT, "tags"),
                                of(Kind.COUNT, "details"),
                                of(Kind.COUNT, "meta")))
                .isEqualTo(groups(group(List.of(), 2L, 1L, 2L)));
    }

    @Test
    void textsAreGroupedToTheLetterAndSortedByTheirCodePoints() {
        // Given
        List<String> texts = List.of("", " ", "%", "/", "A", "a", "e\u0301", "é", "\ufffd", "😀");
        for (String text : texts.reversed()) {
            replica.create("Blog", "id", "b" + text, "name", text);
        }
        replica.create("Blog", "id", "none");
        Model blog = model("Blog");
        Field name = blog.field("name").orElseThrow();
        Aggregation question =
                new Aggregation(
                        blog,
                        ALL,
                        List.of(name),
                        List.of(new Measure(Kind.MINIMUM, name), new Measure(Kind.MAXIMUM, name)),
                        100);
        Aggregation whole = new Aggregation(blog, ALL, List.of(), question.measures(), 1);

        // Then
        List<Group> expected = new ArrayList<>();
        expected.add(group(Arrays.asList((Object) null), null, null));
        texts.forEach(text -> expected.add(group(List.of(text), text, text)));
        assertThat(await(aggregates.aggregate(question)))
                .isEqualTo(groups(expected.toArray(Group[]::new)));
        assertThat(await(aggregates.aggregate(whole)))
                .isEqualTo(groups(group(List.of(), "", "😀")));
    }

    @Test
    void numbersTruthAndTimesMakeGroupsToo() {
        // Given
        post("p1", "score", -0.5, "published", false, "seenAt", 5L);
        post("p2", "score", 1e300, "published", true, "seenAt", -5L);
        post("p3", "score", -0.5, "published", true);

        // Then
        assertThat(ask(ALL, List.of("score"), ITEMS))
                .isEqualTo(groups(group(List.of(-0.5), 2L), group(List.of(1e300), 1L)));
        assertThat(ask(ALL, List.of("published"), of(Kind.MINIMUM, "score")))
                .isEqualTo(groups(group(List.of(false), -0.5), group(List.of(true), -0.5)));
        assertThat(ask(ALL, List.of("seenAt"), ITEMS))
                .isEqualTo(
                        groups(
                                group(Arrays.asList((Object) null), 1L),
                                group(List.of(-5L), 1L),
                                group(List.of(5L), 1L)));
    }

    @Test
    void wholeNumbersAreAddedUpExactlyAndOthersAsDoublesAre() {
        // Given
        for (int number = 0; number < 3; number++) {
            post("p" + number, "rating", Integer.MAX_VALUE, "score", 0.1);
        }

        // Then
        assertThat(
                        ask(
                                ALL,
                                List.of(),
                                of(Kind.SUM, "rating"),
                                of(Kind.AVERAGE, "rating"),
                                of(Kind.SUM, "score")))
                .isEqualTo(
                        groups(
                                group(
                                        List.of(),
                                        3L * Integer.MAX_VALUE,
                                        (double) Integer.MAX_VALUE,
                                        0.1 + 0.1 + 0.1)));
    }

    @Test
    void aMeanThatNoNumberHoldsIsOutOfRangeInWhicheverGroup() {
        // Given
        post("p1", "rating", 1, "score", 1.0);
        post("p2", "rating", 2, "score", -Double.MAX_VALUE);
        post("p3", "rating", 2, "score", -Double.MAX_VALUE);

        // Then
        assertThat(ask(ALL, List.of("rating"), of(Kind.AVERAGE, "score")))
                .isEqualTo(new Outcome.OutOfRange());
        assertThat(ask(ALL, List.of("rating"), of(Kind.MINIMUM, "score")))
                .isEqualTo(groups(group(List.of(1), 1.0), group(List.of(2), -Double.MAX_VALUE)));
    }

    @Test
    void numbersThatAreFarApartHaveAMean() {
        // Given
        post("p1", "score", 1e200);
        post("p2", "score", -1e200);
        post("p3", "score", 3.0);

        // Then
        assertThat(ask(ALL, List.of(), of(Kind.AVERAGE, "score"), of(Kind.SUM, "score")))
                .isEqualTo(groups(group(List.of(), 1.0, 3.0)));
    }

    @Test
    void aFilterMayFollowRelations() {
        // Given
        replica.create("Blog", "id", "b1", "name", "mine");
        replica.create("Blog", "id", "b2", "name", "yours");
        post("p1", "rating", 1, "blogID", "b1");
        post("p2", "rating", 2, "blogID", "b2");
        post("p3", "rating", 4);
        Predicate ofMine =
                new Predicate.Related(
                        POST.relation("blog").orElseThrow(),
                        test("Blog", "name", Operator.EQ, "mine"));

        // Then
        assertThat(ask(ofMine, List.of(), of(Kind.SUM, "rating")))
                .isEqualTo(groups(group(List.of(), 1L)));
    }

    @Test
    void aQuestionAsksForSomething() {
        assertThatThrownBy(() -> ask(ALL, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
