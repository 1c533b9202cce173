package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.fields;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.BlogSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every [ReplicaStore] does, whatever it keeps its items in.
public abstract class ReplicaStoreContract {
    private static final ItemKey POST = key("Post", "p1");

    private StoreProbe replica;

    /// An empty replica of [BlogSchema], for one test.
    protected abstract ReplicaStore emptyStore();

    @BeforeEach
    void openStore() {
        replica = new StoreProbe(emptyStore());
    }

    private ReplicaStore store() {
        return replica.store();
    }

    private static Field field(String model, String name) {
        return BlogSchema.model(model).field(name).orElseThrow();
    }

    private static Predicate test(
            String model, String field, Operator operator, @Nullable Object... operands) {
        return new Predicate.Test(
                field(model, field), operator, Arrays.asList(operands));
    }

    private static Predicate titleIs(String title) {
        return test("Post", "title", Operator.EQ, title);
    }

    private static List<Object> ids(List<Item> items) {
        return items.stream().map(item -> item.value("id")).toList();
    }

    @Nested
    class Saving {
        @Test
        void AC20_theAnswerOfASaveIsWhatAQueryReturns() {
            // Given
            Item whole =
                    item(
                            "Post",
                            "id", "p1",
                            "title", "T",
                            "rating", 5,
                            "score", 2.5,
                            "published", true,
                            "seenAt", 1_772_443_800L,
                            "status", "ACTIVE",
                            "tags", List.of("a", "b"),
                            "ratings", List.of(1, 2),
                            "details",
                                    fields(
                                            "pages", 3,
                                            "words", 100.0,
                                            "authors", List.of("x")),
                            "meta", Map.of("any", List.of(1, "two", true)));

            // When
            EditOutcome outcome = replica.edit(create(whole));

            // Then
            assertThat(outcome).isInstanceOf(EditOutcome.Created.class);
            EditOutcome.Created created = (EditOutcome.Created) outcome;
            ReadItem read = await(store().get(POST)).orElseThrow();
            assertThat(read.stored()).isEqualTo(created.stored());
            assertThat(read.seq()).isEqualTo(created.seq());
            assertThat(read.stored().item().fields()).isEqualTo(whole.fields());
            assertThat(replica.all("Post")).containsExactly(read.stored().item());
        }

        @Test
        void fieldsThatWereLeftOutReadBackAsNullInTheOrderOfTheSchema() {
            // When
            replica.create("Post", "id", "p1", "title", "T");

            // Then
            Item read = replica.get(POST).orElseThrow().item();
            assertThat(read.fields().keySet())
                    .containsExactlyElementsOf(
                            BlogSchema.model("Post").fields().stream().map(Field::name).toList());
            assertThat(read.value("rating")).isNull();
        }

        @Test
        void anEmptyListAndAListWithNullStayWhatTheyAre() {
            // Given
            List<@Nullable Object> holed = new ArrayList<>(List.of("a"));
            holed.add(null);

            // When
            replica.create("Post", "id", "p1", "title", "T", "tags", holed, "ratings", List.of());

            // Then
            Item read = replica.get(POST).orElseThrow().item();
            assertThat(read.value("tags")).isEqualTo(holed);
            assertThat(read.value("ratings")).isEqualTo(List.of());
        }

        @Test
        void aCreateIsOneItemOneMutationAndOneChange() {
            // When
            replica.create("Post", "id", "p1", "title", "T", "rating", 1);

            // Then
            LoggedChange change = replica.changes().getFirst();
            PendingMutation mutation = replica.outbox().getFirst();
            assertThat(replica.changes()).hasSize(1);
            assertThat(replica.outbox()).hasSize(1);
            assertThat(change.seq()).isEqualTo(1);
            assertThat(change.change().kind()).isEqualTo(ItemChange.Kind.INSERT);
            assertThat(change.change().origin()).isEqualTo(Origin.LOCAL);
            assertThat(change.change().before()).isNull();
            assertThat(change.change().after().item().value("title")).isEqualTo("T");
            assertThat(change.change().after().pending()).isTrue();
            assertThat(mutation.id()).isEqualTo(change.seq());
            assertThat(mutation.mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
            assertThat(mutation.mutation().fields()).isEqualTo(fields("title", "T", "rating", 1));
            assertThat(mutation.attempts()).isZero();
            assertThat(mutation.standing()).isEqualTo(Standing.WAITING);
        }

        @Test
        void aMutationRemembersTheParentsThatItsItemRefersTo() {
            // When
            replica.create("Comment", "id", "c1", "content", "C", "postID", "p/1%");

            // Then
            assertThat(replica.outbox().getFirst().related())
                    .containsExactly(key("Post", "p/1%"));
        }

        @Test
        void AC21_aSaveWhoseConditionHoldsUpdates() {
            // Given
            replica.create("Post", "id", "p1", "title", "old");

            // When
            EditOutcome outcome =
                    replica.save(
                            replica.changed(POST, "title", "new"),
                            new Guard(titleIs("old"), null));

            // Then
            assertThat(outcome).isInstanceOf(EditOutcome.Updated.class);
            assertThat(replica.get(POST).orElseThrow().item().value("title")).isEqualTo("new");
        }

        @Test
        void AC21_aSaveWhoseConditionDoesNotHoldIsRefusedAndChangesNothing() {
            // Given
            replica.create("Post", "id", "p1", "title", "old");

            // When
            EditOutcome outcome =
                    replica.save(
                            replica.changed(POST, "title", "new"),
                            new Guard(titleIs("other"), null));

            // Then
            assertThat(outcome)
                    .isEqualTo(new EditOutcome.Refused(new Refusal.ConditionFalse(POST)));
            assertThat(replica.get(POST).orElseThrow().item().value("title")).isEqualTo("old");
            assertThat(replica.changes()).hasSize(1);
            assertThat(replica.outbox()).hasSize(1);
        }

        @Test
        void AC22_aConditionalSaveOfAnAbsentItemIsRefusedExceptForAll() {
            // Given
            Item absent = item("Post", "id", "p1", "title", "T");

            // When
            EditOutcome refused = replica.save(absent, new Guard(titleIs("T"), null));
            EditOutcome taken =
                    replica.save(absent, new Guard(new Predicate.All(), null));

            // Then
            assertThat(refused).isInstanceOf(EditOutcome.Refused.class);
            assertThat(taken).isInstanceOf(EditOutcome.Created.class);
            assertThat(replica.all("Post")).hasSize(1);
        }

        @Test
        void AC23_quotesSemicolonsAndSqlKeywordsComeBackIntact() {
            // Given
            String hostile = "'; drop table \"post\"; -- ? $1 {} \\ \" select ☃ 𝔘";

            // When
            replica.create("Post", "id", hostile, "title", hostile, "tags", List.of(hostile));

            // Then
            Item read = replica.get(key("Post", hostile)).orElseThrow().item();
            assertThat(read.value("title")).isEqualTo(hostile);
            assertThat(read.value("tags")).isEqualTo(List.of(hostile));
            assertThat(replica.outbox().getFirst().key()).isEqualTo(key("Post", hostile));
            assertThat(replica.matching("Post", titleIs(hostile))).hasSize(1);
        }

        @Test
        void aCompositeKeyIsATupleAndNotAJoinedText() {
            // Given
            replica.create("Depot", "country", "a", "number", 1, "name", "first");
            replica.create("Depot", "country", "a", "number", 12, "name", "second");

            // When
            StoredItem first = replica.get(key("Depot", "a", 1)).orElseThrow();
            StoredItem second = replica.get(key("Depot", "a", 12)).orElseThrow();

            // Then
            assertThat(first.item().value("name")).isEqualTo("first");
            assertThat(second.item().value("name")).isEqualTo("second");
            assertThat(replica.outbox().getLast().key()).isEqualTo(key("Depot", "a", 12));
        }

        @Test
        void anEditOfAnUnknownModelIsRefused() {
            // When
            EditOutcome outcome = replica.edit(delete(key("Nothing", "x")));

            // Then
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            EditOutcome.Refused.class,
                            refused ->
                                    assertThat(refused.refusal())
                                            .isInstanceOf(Refusal.ModelUnknown.class));
        }
    }

    @Nested
    class Batches {
        @Test
        void allEditsOfABatchAreTakenInOrder() {
            // When
            var outcome =
                    await(
                            store().editAll(
                                    List.of(
                                            create(item("Post", "id", "p1", "title", "one")),
                                            patch(POST, "title", "two"),
                                            create(item("Post", "id", "p2", "title", "three")))));

            // Then
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ReplicaStore.EditsOutcome.Accepted.class,
                            accepted -> assertThat(accepted.outcomes()).hasSize(3));
            assertThat(replica.get(POST).orElseThrow().item().value("title")).isEqualTo("two");
            assertThat(replica.changes()).extracting(LoggedChange::seq).containsExactly(1L, 2L, 3L);
        }

        @Test
        void oneRefusedEditLeavesNothingOfItsBatch() {
            // Given
            replica.create("Post", "id", "p1", "title", "kept");

            // When
            var outcome =
                    await(
                            store().editAll(
                                    List.of(
                                            patch(POST, "title", "lost"),
                                            create(item("Post", "id", "p2", "title", "lost")),
                                            create(item("Post", "id", "p1", "title", "twice")))));

            // Then
            assertThat(outcome)
                    .isEqualTo(
                            new ReplicaStore.EditsOutcome.Refused(
                                    2, new Refusal.ItemExists(POST)));
            assertThat(replica.all("Post")).hasSize(1);
            assertThat(replica.get(POST).orElseThrow().item().value("title")).isEqualTo("kept");
            assertThat(replica.outbox()).hasSize(1);
            replica.create("Post", "id", "p3", "title", "next");
            assertThat(replica.changes()).extracting(LoggedChange::seq).containsExactly(1L, 2L);
        }

        @Test
        void aDeleteInABatchFindsTheChildrenThatTheBatchMade() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            replica.create("Post", "id", "p2", "title", "T");
            replica.create("Comment", "id", "moved", "content", "C", "postID", "p2");
            replica.create("Comment", "id", "away", "content", "C", "postID", "p1");

            // When
            await(
                    store().editAll(
                            List.of(
                                    create(
                                            item(
                                                    "Comment",
                                                    "id", "new",
                                                    "content", "C",
                                                    "postID", "p1")),
                                    patch(key("Comment", "moved"), "postID", "p1"),
                                    patch(key("Comment", "away"), "postID", "p2"),
                                    delete(POST))));

            // Then
            assertThat(ids(replica.all("Comment"))).containsExactly("away");
        }
    }

    @Nested
    class Querying {
        private void posts(int count) {
            for (int number = 1; number <= count; number++) {
                replica.create("Post", "id", "p" + (100 - number), "title", "T", "rating", number);
            }
        }

        private Query.Page page(List<Sort> sort, int limit, Query.Start start) {
            return await(
                    store().query(
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
        void AC25_withoutCriteriaAllItemsComeInTheOrderOfTheirInsertion() {
            // Given
            posts(5);
            replica.edit(patch(key("Post", "p99"), "title", "edited"));

            // Then
            assertThat(ids(replica.all("Post")))
                    .containsExactly("p99", "p98", "p97", "p96", "p95");
        }

        @Test
        void AC27_theThirdPageOfTwelveByFiveHoldsTheLastTwo() {
            // Given
            posts(12);

            // When
            Query.Page page = page(List.of(), 5, new Query.Start.Offset(10));

            // Then
            assertThat(values(page, "rating")).containsExactly(11, 12);
            assertThat(page.next()).isNull();
        }

        @Test
        void AC28_thePageAfterAOneItemPageIsEmpty() {
            // Given
            posts(1);

            // When
            Query.Page page = page(List.of(), 5, new Query.Start.Offset(5));

            // Then
            assertThat(page.items()).isEmpty();
            assertThat(page.next()).isNull();
        }

        @Test
        void AC30_equalFirstSortKeysAreOrderedByTheSecond() {
            // Given
            replica.create("Post", "id", "1", "title", "b", "rating", 1);
            replica.create("Post", "id", "2", "title", "a", "rating", 2);
            replica.create("Post", "id", "3", "title", "a", "rating", 1);
            replica.create("Post", "id", "4", "title", "b");

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
        void textIsSortedByCodePointAndNullsComeFirstAscending() {
            // Given
            List<@Nullable String> names = new ArrayList<>(List.of("b", "B", "ä", "￿", "𝔘", ""));
            names.add(null);
            for (String name : names) {
                replica.create("Blog", "id", "" + name, "name", name);
            }

            // When
            Query.Page page =
                    await(
                            store().query(
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
        void aWalkByPositionsSeesEveryItemOnceInAnyOrder() {
            // Given
            @Nullable Integer[] ratings = {3, null, 1, 3, null, 2, 1, null, 3};
            for (int number = 0; number < ratings.length; number++) {
                replica.create(
                        "Post",
                        "id", "p" + number,
                        "title", number % 2 == 0 ? "even" : "odd",
                        "rating", ratings[number]);
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
                            .isEqualTo(
                                    values(page(sort, 100, new Query.Start.Offset(0)), "id"))
                            .hasSize(ratings.length);
                }
            }
        }

        @Test
        void aWalkByPositionsGoesOnAfterAnItemThatWasDeletedMeanwhile() {
            // Given
            posts(4);
            Query.Page first = page(List.of(), 2, new Query.Start.Offset(0));
            replica.edit(delete(key("Post", "p98")));

            // When
            Query.Page second = page(List.of(), 2, new Query.Start.After(first.next()));

            // Then
            assertThat(values(second, "rating")).containsExactly(3, 4);
            assertThat(second.next()).isNull();
        }

        private List<Object> titled(Operator operator, String operand) {
            return ids(replica.matching("Post", test("Post", "title", operator, operand)));
        }

        @Test
        void AC40_percentUnderscoreAndQuoteAreOrdinaryCharacters() {
            // Given
            replica.create("Post", "id", "1", "title", "100%");
            replica.create("Post", "id", "2", "title", "100x");
            replica.create("Post", "id", "3", "title", "a_b'c");
            replica.create("Post", "id", "4", "title", "axb'c");

            // Then
            assertThat(titled(Operator.CONTAINS, "0%")).containsExactly("1");
            assertThat(titled(Operator.BEGINS_WITH, "a_")).containsExactly("3");
            assertThat(titled(Operator.NOT_CONTAINS, "_b'")).containsExactly("1", "2", "4");
        }

        @Test
        void countCountsLiveMatchesOnly() {
            // Given
            posts(3);
            replica.edit(delete(key("Post", "p99")));

            // Then
            assertThat(
                            await(
                                    store().count(
                                            BlogSchema.model("Post"),
                                            test("Post", "rating", Operator.LE, 2))))
                    .isEqualTo(1);
        }

        @Test
        void AC37_aRelatedItemCountsOnlyWhileItLives() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            replica.create("Post", "id", "p2", "title", "T");
            replica.create("Comment", "id", "c1", "content", "wow", "postID", "p1");
            replica.create("Comment", "id", "c2", "content", "wow", "postID", "p2");
            replica.edit(delete(key("Comment", "c2")));
            Predicate wow =
                    new Predicate.Related(
                            BlogSchema.model("Post").relation("comments").orElseThrow(),
                            test("Comment", "content", Operator.EQ, "wow"));

            // Then
            assertThat(ids(replica.matching("Post", wow))).containsExactly("p1");
            assertThat(ids(replica.matching("Post", new Predicate.Not(wow))))
                    .containsExactly("p2");
        }
    }

    @Nested
    class Deleting {
        /// The backend has everything that was saved so far, so that deletions must be sent.
        private void acknowledgeAll() {
            while (!replica.outbox().isEmpty()) {
                ItemKey key = replica.outbox().getFirst().key();
                replica.acknowledge(1, replica.get(key).orElseThrow().item());
            }
        }

        private List<ItemKey> deletions() {
            return replica.outbox().stream()
                    .filter(each -> each.mutation().kind() == Mutation.Kind.DELETE)
                    .map(PendingMutation::key)
                    .toList();
        }

        @Test
        void AC46_aDeletedItemIsGoneWithOneChangeAndOneMutation() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            acknowledgeAll();
            int before = replica.changes().size();

            // When
            EditOutcome outcome = replica.edit(delete(POST));

            // Then
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            EditOutcome.Deleted.class,
                            deleted ->
                                    assertThat(deleted.stored().item().value("title"))
                                            .isEqualTo("T"));
            assertThat(replica.get(POST)).isEmpty();
            assertThat(replica.changes()).hasSize(before + 1);
            assertThat(replica.changes().getLast().change().kind())
                    .isEqualTo(ItemChange.Kind.DELETE);
            assertThat(deletions()).containsExactly(POST);
        }

        @Test
        void AC47_deletingWhatIsNotThereSucceedsWithoutAnyTrace() {
            // When
            EditOutcome outcome = replica.edit(delete(POST));

            // Then
            assertThat(outcome).isEqualTo(new EditOutcome.Deleted(null));
            assertThat(replica.changes()).isEmpty();
            assertThat(replica.outbox()).isEmpty();
        }

        @Test
        void AC48_aFalseConditionKeepsTheItemAndItsChildren() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            replica.create("Comment", "id", "c1", "content", "C", "postID", "p1");

            // When
            EditOutcome outcome =
                    replica.edit(new Edit.Delete(POST, new Guard(titleIs("other"), null)));

            // Then
            assertThat(outcome).isInstanceOf(EditOutcome.Refused.class);
            assertThat(replica.get(POST)).isPresent();
            assertThat(replica.all("Comment")).hasSize(1);
        }

        @Test
        void AC48_aTrueConditionGuardsTheRootOnly() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            replica.create("Comment", "id", "c1", "content", "C", "postID", "p1");
            acknowledgeAll();

            // When
            replica.edit(new Edit.Delete(POST, new Guard(titleIs("T"), null)));

            // Then
            assertThat(replica.all("Comment")).isEmpty();
            assertThat(replica.outbox())
                    .extracting(each -> each.mutation().conditional())
                    .containsExactly(false, true);
        }

        @Test
        void AC49_descendantsAreDeletedBeforeTheirParentsAndBelongsToParentsStay() {
            // Given
            replica.create("Blog", "id", "b1", "name", "kept");
            replica.create("Blog", "id", "b2", "name", "deleted");
            replica.create("Post", "id", "p1", "title", "T", "blogID", "b2");
            replica.create("Post", "id", "p2", "title", "T", "blogID", "b1");
            replica.create("Comment", "id", "c1", "content", "C", "postID", "p1");
            replica.create("Comment", "id", "c2", "content", "C", "postID", "p1");
            replica.create("Comment", "id", "c3", "content", "C", "postID", "p2");
            acknowledgeAll();

            // When
            replica.edit(delete(key("Blog", "b2")));

            // Then
            assertThat(deletions())
                    .hasSize(4)
                    .startsWith(key("Comment", "c1"), key("Comment", "c2"))
                    .endsWith(key("Post", "p1"), key("Blog", "b2"));
            assertThat(ids(replica.all("Blog"))).containsExactly("b1");
            assertThat(ids(replica.all("Post"))).containsExactly("p2");
            assertThat(ids(replica.all("Comment"))).containsExactly("c3");

            // When
            replica.edit(delete(key("Comment", "c3")));

            // Then
            assertThat(ids(replica.all("Post"))).containsExactly("p2");
        }

        @Test
        void AC50_childrenByCompositeKeyAndTheOneOfAHasOneAreDeletedToo() {
            // Given
            replica.create("Depot", "country", "ch", "number", 1);
            replica.create("Depot", "country", "ch", "number", 2);
            replica.create("Shelf", "id", "s1", "depotCountry", "ch", "depotNumber", 1);
            replica.create("Shelf", "id", "s2", "depotCountry", "ch", "depotNumber", 2);
            replica.create("Cover", "id", "k1");
            replica.create("Cover", "id", "k2");
            replica.create("Post", "id", "p1", "title", "T", "coverID", "k1");

            // When
            replica.edit(delete(key("Depot", "ch", 1)));
            replica.edit(delete(POST));

            // Then
            assertThat(ids(replica.all("Shelf"))).containsExactly("s2");
            assertThat(ids(replica.all("Cover"))).containsExactly("k2");
        }

        @Test
        void aTreeIsDeletedWholeAlsoWhenItsItemsReferToEachOtherInACircle() {
            // Given
            replica.create("Folder", "id", "a", "parentID", "c");
            replica.create("Folder", "id", "b", "parentID", "a");
            replica.create("Folder", "id", "c", "parentID", "b");
            replica.create("Folder", "id", "d", "parentID", "d");

            // When
            replica.edit(delete(key("Folder", "a")));

            // Then
            assertThat(ids(replica.all("Folder"))).containsExactly("d");
        }

        @Test
        void AC51_morethanAThousandChildrenAreDeleted() {
            // Given
            int children = 1_500;
            replica.create("Post", "id", "p1", "title", "T");
            await(
                    store().editAll(
                            IntStream.range(0, children)
                                    .mapToObj(
                                            number ->
                                                    create(
                                                            item(
                                                                    "Comment",
                                                                    "id", "c" + number,
                                                                    "content", "C",
                                                                    "postID", "p1")))
                                    .toList()));

            // When
            replica.edit(delete(POST));

            // Then
            assertThat(replica.all("Comment")).isEmpty();
            assertThat(replica.changes()).hasSize(2 * (children + 1));
        }

        @Test
        void AC52_allAndOnlyTheMatchesOfAQueryAreDeletedTogether() {
            // Given
            replica.create("Post", "id", "p1", "title", "yes");
            replica.create("Post", "id", "p2", "title", "no");
            replica.create("Post", "id", "p3", "title", "yes");
            List<Edit> deletes =
                    replica.matching("Post", titleIs("yes")).stream()
                            .map(item -> delete(item.key()))
                            .toList();

            // When
            var outcome = await(store().editAll(deletes));

            // Then
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ReplicaStore.EditsOutcome.Accepted.class,
                            accepted -> assertThat(accepted.outcomes()).hasSize(2));
            assertThat(ids(replica.all("Post"))).containsExactly("p2");
        }
    }

    @Nested
    class Outbox {
        private void knownToTheBackend() {
            replica.apply(live(1, item("Post", "id", "p1", "title", "T", "rating", 1)));
        }

        private List<Mutation.Kind> kinds() {
            return replica.outbox().stream().map(each -> each.mutation().kind()).toList();
        }

        private Claimed claimFirst() {
            return await(store().claim(List.of(replica.outbox().getFirst().id()))).getFirst();
        }

        @Test
        void AC61_anUnsentCreateTakesInALaterUpdate() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");

            // When
            replica.edit(patch(POST, "title", "U", "rating", 2));

            // Then
            assertThat(kinds()).containsExactly(Mutation.Kind.CREATE);
            assertThat(replica.outbox().getFirst().mutation().fields())
                    .isEqualTo(fields("title", "U", "rating", 2));
        }

        @Test
        void AC62_anUnsentCreateThatIsDeletedLeavesNothingToSend() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");

            // When
            replica.edit(delete(POST));

            // Then
            assertThat(replica.outbox()).isEmpty();
            assertThat(replica.get(POST)).isEmpty();
        }

        @Test
        void aForgottenItemMayBeCreatedAgain() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            replica.edit(delete(POST));

            // When
            EditOutcome outcome = replica.create("Post", "id", "p1", "title", "again");

            // Then
            assertThat(outcome).isInstanceOf(EditOutcome.Created.class);
            assertThat(kinds()).containsExactly(Mutation.Kind.CREATE);
        }

        @Test
        void AC63_aCreateThatIsOnItsWayIsFollowedByItsDelete() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            claimFirst();

            // When
            replica.edit(delete(POST));

            // Then
            assertThat(kinds()).containsExactly(Mutation.Kind.CREATE, Mutation.Kind.DELETE);
        }

        @Test
        void AC64_unsentUpdatesBecomeOneWithTheUnionOfTheirFields() {
            // Given
            knownToTheBackend();

            // When
            replica.edit(patch(POST, "title", "U"));
            replica.edit(patch(POST, "rating", 2));
            replica.edit(patch(POST, "title", "V"));

            // Then
            assertThat(kinds()).containsExactly(Mutation.Kind.UPDATE);
            assertThat(replica.outbox().getFirst().mutation().fields())
                    .isEqualTo(fields("title", "V", "rating", 2));
        }

        @Test
        void AC65_anUpdateWithAConditionStaysApartAndKeepsIt() {
            // Given
            knownToTheBackend();
            replica.edit(patch(POST, "title", "U"));
            Predicate condition =
                    new Predicate.And(
                            List.of(
                                    titleIs("U"),
                                    new Predicate.Not(
                                            test("Post", "rating", Operator.BETWEEN, 5, 9))));

            // When
            replica.edit(
                    new Edit.Patch(POST, fields("rating", 2), new Guard(condition, null)));

            // Then
            assertThat(kinds()).containsExactly(Mutation.Kind.UPDATE, Mutation.Kind.UPDATE);
            assertThat(replica.outbox().getFirst().mutation().condition())
                    .isEqualTo(new Predicate.All());
            assertThat(replica.outbox().getLast().mutation().condition()).isEqualTo(condition);
        }

        @Test
        void AC66_anUnsentUpdateThatIsDeletedLeavesOneDelete() {
            // Given
            knownToTheBackend();
            replica.edit(patch(POST, "title", "U"));

            // When
            replica.edit(delete(POST));

            // Then
            assertThat(kinds()).containsExactly(Mutation.Kind.DELETE);
        }

        @Test
        void AC67_aSecondDeleteAddsNothing() {
            // Given
            knownToTheBackend();
            replica.edit(delete(POST));

            // When
            replica.edit(delete(POST));

            // Then
            assertThat(kinds()).containsExactly(Mutation.Kind.DELETE);
        }

        @Test
        void AC68_anUpdateOfAnItemWhoseDeletionIsPendingIsRefused() {
            // Given
            knownToTheBackend();
            replica.edit(delete(POST));

            // When
            EditOutcome outcome = replica.edit(patch(POST, "title", "U"));

            // Then
            assertThat(outcome).isInstanceOf(EditOutcome.Refused.class);
            assertThat(kinds()).containsExactly(Mutation.Kind.DELETE);
        }

        @Test
        void AC69_aSecondCreateOfAKeyIsRefused() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");

            // When
            EditOutcome outcome = replica.create("Post", "id", "p1", "title", "U");

            // Then
            assertThat(outcome)
                    .isEqualTo(new EditOutcome.Refused(new Refusal.ItemExists(POST)));
            assertThat(replica.outbox()).hasSize(1);
        }

        @Test
        void AC70_equalKeysOfTwoModelsDoNotMeet() {
            // Given
            replica.create("Post", "id", "same", "title", "T");
            replica.create("Blog", "id", "same", "name", "N");

            // When
            replica.edit(delete(key("Post", "same")));

            // Then
            assertThat(replica.outbox()).extracting(PendingMutation::key)
                    .containsExactly(key("Blog", "same"));
            assertThat(replica.all("Blog")).hasSize(1);
        }

        @Test
        void AC75_anUpdateThatChangesNothingLeavesNoTrace() {
            // Given
            knownToTheBackend();
            int before = replica.changes().size();

            // When
            EditOutcome outcome = replica.edit(patch(POST, "title", "T", "rating", 1));

            // Then
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            EditOutcome.Updated.class,
                            updated -> assertThat(updated.seq()).isEqualTo(before));
            assertThat(replica.changes()).hasSize(before);
            assertThat(replica.outbox()).isEmpty();
        }

        @Test
        void AC76_aChangedElementSendsItsWholeFieldAndOnlyThat() {
            // Given
            replica.apply(
                    live(
                            1,
                            item(
                                    "Post",
                                    "id", "p1",
                                    "title", "T",
                                    "tags", List.of("a", "b"),
                                    "details",
                                            fields("pages", 1, "words", 2.0, "authors", null))));

            // When
            replica.edit(patch(POST, "details", fields("pages", 3)));

            // Then
            assertThat(replica.outbox().getFirst().mutation().fields())
                    .isEqualTo(
                            fields(
                                    "details",
                                    fields("pages", 3, "words", 2.0, "authors", null)));
        }

        @Test
        void AC78_aRelationSetToNullSendsAllItsForeignKeyFields() {
            // Given
            replica.apply(
                    live(
                            1,
                            item(
                                    "Shelf",
                                    "id", "s1",
                                    "depotCountry", "ch",
                                    "depotNumber", 1)));

            // When
            replica.edit(patch(key("Shelf", "s1"), "depot", null));

            // Then
            assertThat(replica.outbox().getFirst().mutation().fields())
                    .isEqualTo(fields("depotCountry", null, "depotNumber", null));
        }

        @Test
        void aClaimCountsAnAttemptAndTellsTheVersionThatTheMutationBuildsOn() {
            // Given
            knownToTheBackend();
            replica.edit(patch(POST, "title", "U"));

            // When
            Claimed claimed = claimFirst();

            // Then
            assertThat(claimed.base()).isEqualTo(new Version(1));
            assertThat(claimed.mutation().attempts()).isEqualTo(1);
            assertThat(replica.outbox()).containsExactly(claimed.mutation());
        }

        @Test
        void aClaimOfMutationsThatAreGoneAnswersTheOthersInOrder() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            replica.create("Post", "id", "p2", "title", "T");

            // When
            List<Claimed> claimed = await(store().claim(List.of(99L, 2L, 1L)));

            // Then
            assertThat(claimed).extracting(each -> each.mutation().id()).containsExactly(1L, 2L);
        }

        @Test
        void nothingIsMergedIntoAMutationThatWasClaimed() {
            // Given
            knownToTheBackend();
            replica.edit(patch(POST, "title", "U"));
            claimFirst();

            // When
            replica.edit(patch(POST, "rating", 2));

            // Then
            assertThat(replica.outbox()).extracting(each -> each.mutation().fields())
                    .containsExactly(fields("title", "U"), fields("rating", 2));
        }

        @Test
        void anAcknowledgedMutationLeavesTheOutboxAndItsAnswerIsWhatClientsSee() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");

            // When
            replica.acknowledge(1, item("Post", "id", "p1", "title", "T", "rating", 9));

            // Then
            StoredItem stored = replica.get(POST).orElseThrow();
            assertThat(replica.outbox()).isEmpty();
            assertThat(stored.pending()).isFalse();
            assertThat(stored.version()).isEqualTo(new Version(1));
            assertThat(stored.item().value("rating")).isEqualTo(9);
            assertThat(replica.changes().getLast().change().origin()).isEqualTo(Origin.REMOTE);
        }

        @Test
        void aVerdictThatComesTwiceHasNoSecondEffect() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            PendingMutation sent = claimFirst().mutation();
            Verdict verdict =
                    new Verdict.Acknowledged(live(1, item("Post", "id", "p1", "title", "T")));
            replica.settle(sent, verdict);
            int before = replica.changes().size();

            // When
            replica.settle(sent, verdict);

            // Then
            assertThat(replica.changes()).hasSize(before);
        }

        @Test
        void aHeldMutationStaysWithItsReasonUntilItIsReleased() {
            // Given
            replica.create("Post", "id", "p1", "title", "T");
            replica.create("Post", "id", "p2", "title", "T");
            replica.settle(claimFirst().mutation(), new Verdict.Held("bad input"));

            // Then
            PendingMutation held = replica.outbox().getFirst();
            assertThat(held.standing()).isEqualTo(Standing.HELD);
            assertThat(held.lastError()).isEqualTo("bad input");
            assertThat(await(store().outboxSummary()).held()).isEqualTo(1);

            // When
            int released = await(store().release());

            // Then
            assertThat(released).isEqualTo(1);
            assertThat(replica.outbox()).extracting(PendingMutation::standing)
                    .containsExactly(Standing.WAITING, Standing.WAITING);
        }

        @Test
        void theSummaryCountsMutationsAndKnowsTheOldest() {
            // Given
            assertThat(await(store().outboxSummary())).isEqualTo(new OutboxSummary(0, 0, null));
            replica.create("Post", "id", "p1", "title", "T");
            replica.create("Post", "id", "p2", "title", "T");

            // Then
            assertThat(await(store().outboxSummary()))
                    .isEqualTo(new OutboxSummary(2, 0, replica.outbox().getFirst().savedAt()));
        }

        @Test
        void theOutboxIsReadInPages() {
            // Given
            for (int number = 1; number <= 5; number++) {
                replica.create("Post", "id", "p" + number, "title", "T");
            }

            // Then
            assertThat(await(store().outbox(2, 2))).extracting(PendingMutation::id)
                    .containsExactly(3L, 4L);
        }
    }

    @Nested
    class Applying {
        private static Item post(String title) {
            return item("Post", "id", "p1", "title", title);
        }

        private Object title() {
            return replica.get(POST).map(stored -> stored.item().value("title")).orElse("(none)");
        }

        @Test
        void AC119_theHighestVersionOfAPageWinsInAnyOrder() {
            // When
            replica.apply(live(2, post("two")), live(1, post("one")), live(3, post("three")));

            // Then
            assertThat(title()).isEqualTo("three");

            // When
            replica.apply(tombstone(5, post("gone")), live(4, post("four")));

            // Then
            assertThat(title()).isEqualTo("(none)");

            // When
            replica.apply(live(6, post("back")));

            // Then
            assertThat(title()).isEqualTo("back");
        }

        @Test
        void AC120_onlyAHigherVersionIsApplied() {
            // Given
            replica.apply(live(2, post("two")));

            // When
            Applied lower = replica.apply(live(1, post("one")));
            Applied equal = replica.apply(live(2, post("other two")));
            Applied higher = replica.apply(live(3, post("three")));

            // Then
            assertThat(lower).isEqualTo(new Applied(0, 0, 0, 1));
            assertThat(equal).isEqualTo(new Applied(0, 0, 0, 1));
            assertThat(higher).isEqualTo(new Applied(0, 1, 0, 0));
            assertThat(title()).isEqualTo("three");
        }

        @Test
        void AC121_aDeletionRemovesTheItemAndOfAnUnknownOneOnlyTheVersionIsKept() {
            // Given
            replica.apply(live(1, post("one")));

            // When
            Applied known = replica.apply(tombstone(2, post("one")));
            Applied unknown =
                    replica.apply(tombstone(7, item("Post", "id", "p2", "title", "never")));

            // Then
            assertThat(known).isEqualTo(new Applied(0, 0, 1, 0));
            assertThat(unknown).isEqualTo(new Applied(0, 0, 0, 1));
            assertThat(replica.all("Post")).isEmpty();
            assertThat(replica.changes()).extracting(each -> each.change().kind())
                    .containsExactly(ItemChange.Kind.INSERT, ItemChange.Kind.DELETE);
            assertThat(replica.apply(live(6, item("Post", "id", "p2", "title", "late"))))
                    .isEqualTo(new Applied(0, 0, 0, 1));
        }

        @Test
        void AC122_anOlderUpdateDoesNotBringADeletedItemBack() {
            // Given
            replica.apply(live(1, post("one")));
            replica.apply(tombstone(3, post("one")));

            // When
            replica.apply(live(2, post("two")));

            // Then
            assertThat(title()).isEqualTo("(none)");
        }

        @Test
        void AC123_whileAMutationIsPendingOnlyTheVersionIsTakenIn() {
            // Given
            replica.apply(live(1, post("one")));
            replica.edit(patch(POST, "title", "mine"));

            // When
            Applied applied = replica.apply(live(2, post("theirs")));

            // Then
            StoredItem stored = replica.get(POST).orElseThrow();
            assertThat(applied).isEqualTo(new Applied(0, 0, 0, 1));
            assertThat(stored.item().value("title")).isEqualTo("mine");
            assertThat(stored.version()).isEqualTo(new Version(2));
            assertThat(stored.base().value("title")).isEqualTo("theirs");

            // When
            replica.acknowledge(3, post("mine"));
            replica.apply(live(4, post("later")));

            // Then
            assertThat(title()).isEqualTo("later");
        }

        @Test
        void AC124_aChildMayComeBeforeItsParent() {
            // When
            replica.apply(
                    live(1, item("Comment", "id", "c1", "content", "C", "postID", "p1")));

            // Then
            assertThat(replica.all("Comment")).hasSize(1);
        }

        @Test
        void AC126_whatTheBackendSentIsNeverSentBack() {
            // When
            replica.apply(live(1, post("one")), tombstone(2, post("one")), live(3, post("x")));

            // Then
            assertThat(replica.outbox()).isEmpty();
            assertThat(replica.get(POST).orElseThrow().pending()).isFalse();
        }

        @Test
        void theCheckpointIsStoredWithItsLastPage() {
            // Given
            SyncCheckpoint reached =
                    new SyncCheckpoint(
                            Instant.ofEpochMilli(1_772_443_800_123L),
                            Instant.ofEpochMilli(1_772_443_801_456L));
            await(store().apply("Post", List.of(live(1, post("one"))), null));
            assertThat(await(store().checkpoints())).isEmpty();

            // When
            await(store().apply("Post", List.of(), reached));

            // Then
            assertThat(await(store().checkpoints())).isEqualTo(Map.of("Post", reached));
        }
    }

    @Nested
    class Changes {
        @Test
        void listenersHearEveryChangeOnceInOrderAndAsTheLogHasIt() {
            // Given
            List<LoggedChange> heard = new CopyOnWriteArrayList<>();
            store().onCommit(heard::addAll);

            // When
            replica.create("Post", "id", "p1", "title", "T");
            replica.edit(patch(POST, "title", "U"));
            replica.acknowledge(1, item("Post", "id", "p1", "title", "U"));
            replica.edit(patch(POST, "title", "V"));
            replica.edit(delete(POST));
            replica.apply(live(4, item("Blog", "id", "b1", "name", "N")));

            // Then
            assertThat(heard).isEqualTo(replica.changes());
            assertThat(heard).extracting(LoggedChange::seq)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }

        @Test
        void theListenerHearsOfAChangeBeforeItsCallerGetsTheAnswer() {
            // Given
            List<Long> order = new CopyOnWriteArrayList<>();
            store().onCommit(changes -> order.add(changes.getFirst().seq()));

            // When
            await(
                    store().edit(create(item("Post", "id", "p1", "title", "T")))
                            .thenAccept(_ -> order.add(-1L)));

            // Then
            assertThat(order).containsExactly(1L, -1L);
        }

        @Test
        void anUpdateIsLoggedWithTheItemBeforeAndAfterIt() {
            // Given
            replica.create("Post", "id", "p1", "title", "T", "score", 1.0);

            // When
            replica.edit(patch(POST, "score", 2.0));

            // Then
            ItemChange change = replica.changes().getLast().change();
            assertThat(change.kind()).isEqualTo(ItemChange.Kind.UPDATE);
            assertThat(change.before().item().value("score")).isEqualTo(1.0);
            assertThat(change.after().item().value("score")).isEqualTo(2.0);
        }

        @Test
        void theLogIsReadFromAnyPlaceInPages() {
            // Given
            for (int number = 1; number <= 5; number++) {
                replica.create("Post", "id", "p" + number, "title", "T");
            }

            // Then
            assertThat(await(store().changes(1, 3))).extracting(LoggedChange::seq)
                    .containsExactly(2L, 3L, 4L);
            assertThat(await(store().changeRange())).isEqualTo(new ChangeRange(1, 5));
        }

        @Test
        void anEmptyLogHasAnEmptyRange() {
            assertThat(await(store().changeRange())).isEqualTo(new ChangeRange(1, 0));
        }

        @Test
        void refusedEditsLeaveNoGap() {
            // When
            for (int number = 1; number <= 3; number++) {
                replica.create("Post", "id", "p" + number, "title", "T");
                replica.create("Post", "id", "p" + number, "title", "again");
            }

            // Then
            assertThat(replica.changes()).extracting(LoggedChange::seq)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 3).boxed().toList());
        }
    }
}
