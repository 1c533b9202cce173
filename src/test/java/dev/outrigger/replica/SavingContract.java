package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreUnderTest.titleIs;
import static dev.outrigger.testing.BlogSchema.fields;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Expected;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What becomes of an edit that creates or updates.
interface SavingContract extends StoreUnderTest {
    @Test
    default void AC20_theAnswerOfASaveIsWhatAQueryReturns() {
        // Given
        Item whole =
                item(
                        "Post",
                        "id",
                        "p1",
                        "title",
                        "T",
                        "rating",
                        5,
                        "score",
                        2.5,
                        "published",
                        true,
                        "seenAt",
                        1_772_443_800L,
                        "status",
                        "ACTIVE",
                        "tags",
                        List.of("a", "b"),
                        "ratings",
                        List.of(1, 2),
                        "details",
                        fields("pages", 3, "words", 100.0, "authors", List.of("x")),
                        "meta",
                        Map.of("any", List.of(1, "two", true)));

        // When
        EditOutcome outcome = replica().edit(create(whole));

        // Then
        assertThat(outcome).isInstanceOf(EditOutcome.Created.class);
        EditOutcome.Created created = (EditOutcome.Created) outcome;
        ReadItem read = await(replica().store().get(POST)).orElseThrow();
        assertThat(read.stored()).isEqualTo(created.stored());
        assertThat(read.seq()).isEqualTo(created.seq());
        assertThat(read.stored().item().fields()).isEqualTo(whole.fields());
        assertThat(replica().all("Post")).containsExactly(read.stored().item());
    }

    @Test
    default void AC10_fieldsThatWereLeftOutReadBackAsNullInTheOrderOfTheSchema() {
        // When
        replica().create("Post", "id", "p1", "title", "T");

        // Then
        Item read = replica().get(POST).orElseThrow().item();
        assertThat(read.fields().keySet())
                .containsExactlyElementsOf(
                        BlogSchema.model("Post").fields().stream().map(Field::name).toList());
        assertThat(read.value("rating")).isNull();
    }

    @Test
    default void anEmptyListAndAListWithNullStayWhatTheyAre() {
        // Given
        List<@Nullable Object> holed = new ArrayList<>(List.of("a"));
        holed.add(null);

        // When
        replica().create("Post", "id", "p1", "title", "T", "tags", holed, "ratings", List.of());

        // Then
        Item read = replica().get(POST).orElseThrow().item();
        assertThat(read.value("tags")).isEqualTo(holed);
        assertThat(read.value("ratings")).isEqualTo(List.of());
    }

    @Test
    default void aCreateIsOneItemOneMutationAndOneChange() {
        // When
        replica().create("Post", "id", "p1", "title", "T", "rating", 1);

        // Then
        LoggedChange change = replica().changes().getFirst();
        PendingMutation mutation = replica().outbox().getFirst();
        assertThat(replica().changes()).hasSize(1);
        assertThat(replica().outbox()).hasSize(1);
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
    default void aMutationRemembersTheParentsThatItsItemRefersTo() {
        // Given
        replica().create("Post", "id", "p/1%", "title", "T");

        // When
        replica().create("Comment", "id", "c1", "content", "C", "postID", "p/1%");

        // Then
        assertThat(replica().outbox().getLast().related()).containsExactly(key("Post", "p/1%"));
    }

    @Test
    default void AC21_aSaveWhoseConditionHoldsUpdates() {
        // Given
        replica().create("Post", "id", "p1", "title", "old");

        // When
        EditOutcome outcome =
                replica().save(replica().changed(POST, "title", "new"), Guard.on(titleIs("old")));

        // Then
        assertThat(outcome).isInstanceOf(EditOutcome.Updated.class);
        assertThat(replica().get(POST).orElseThrow().item().value("title")).isEqualTo("new");
    }

    @Test
    default void AC21_aSaveWhoseConditionDoesNotHoldIsRefusedAndChangesNothing() {
        // Given
        replica().create("Post", "id", "p1", "title", "old");

        // When
        EditOutcome outcome =
                replica().save(replica().changed(POST, "title", "new"), Guard.on(titleIs("other")));

        // Then
        assertThat(outcome).isEqualTo(new EditOutcome.Refused(new Refusal.ConditionFalse(POST)));
        assertThat(replica().get(POST).orElseThrow().item().value("title")).isEqualTo("old");
        assertThat(replica().changes()).hasSize(1);
        assertThat(replica().outbox()).hasSize(1);
    }

    @Test
    default void AC22_aConditionalSaveOfAnAbsentItemIsRefusedExceptForAll() {
        // Given
        Item absent = item("Post", "id", "p1", "title", "T");

        // When
        EditOutcome refused = replica().save(absent, Guard.on(titleIs("T")));
        EditOutcome taken = replica().save(absent, Guard.on(new Predicate.All()));

        // Then
        assertThat(refused).isInstanceOf(EditOutcome.Refused.class);
        assertThat(taken).isInstanceOf(EditOutcome.Created.class);
        assertThat(replica().all("Post")).hasSize(1);
    }

    @Test
    default void AC23_quotesSemicolonsAndSqlKeywordsComeBackIntact() {
        // Given
        String hostile = "'; drop table \"post\"; -- ? $1 {} \\ \" select ☃ 𝔘";

        // When
        replica().create("Post", "id", hostile, "title", hostile, "tags", List.of(hostile));

        // Then
        Item read = replica().get(key("Post", hostile)).orElseThrow().item();
        assertThat(read.value("title")).isEqualTo(hostile);
        assertThat(read.value("tags")).isEqualTo(List.of(hostile));
        assertThat(replica().outbox().getFirst().key()).isEqualTo(key("Post", hostile));
        assertThat(replica().matching("Post", titleIs(hostile))).hasSize(1);
    }

    @Test
    default void aCompositeKeyIsATupleAndNotAJoinedText() {
        // Given
        replica().create("Depot", "country", "a", "number", 1, "name", "first");
        replica().create("Depot", "country", "a", "number", 12, "name", "second");

        // When
        StoredItem first = replica().get(key("Depot", "a", 1)).orElseThrow();
        StoredItem second = replica().get(key("Depot", "a", 12)).orElseThrow();

        // Then
        assertThat(first.item().value("name")).isEqualTo("first");
        assertThat(second.item().value("name")).isEqualTo("second");
        assertThat(replica().outbox().getLast().key()).isEqualTo(key("Depot", "a", 12));
    }

    @Test
    default void anEditOfAnUnknownModelIsRefused() {
        // When
        EditOutcome outcome = replica().edit(delete(key("Nothing", "x")));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        EditOutcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .isInstanceOf(Refusal.ModelUnknown.class));
    }

    @Test
    default void AC17_anEmbeddedTypeIsNoModel() {
        // When
        EditOutcome outcome = replica().edit(delete(key("Details", "x")));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        EditOutcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .isInstanceOfSatisfying(
                                                Refusal.ModelUnknown.class,
                                                unknown ->
                                                        assertThat(unknown.known())
                                                                .contains("Post")
                                                                .doesNotContain("Details")));
    }

    @Test
    default void aSaveOfWhatAClientSawIsRefusedAfterAnyOtherChange() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        long seen = replica().changes().getLast().seq();
        Guard guard = new Guard(new Predicate.All(), new Expected.AsSeen(null, seen));

        // When
        EditOutcome first =
                replica().edit(new Edit.Patch(POST, BlogSchema.fields("rating", 1), guard));
        EditOutcome late =
                replica().edit(new Edit.Patch(POST, BlogSchema.fields("rating", 2), guard));
        EditOutcome lateDelete = replica().edit(new Edit.Delete(POST, guard));

        // Then
        assertThat(first).isInstanceOf(EditOutcome.Updated.class);
        Refusal changed =
                new Refusal.ItemChanged(
                        POST, new Expected.AsSeen(null, seen), new Expected.AsSeen(null, seen + 1));
        assertThat(late).isEqualTo(new EditOutcome.Refused(changed));
        assertThat(lateDelete).isEqualTo(new EditOutcome.Refused(changed));
    }
}
