package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreUnderTest.ids;
import static dev.outrigger.replica.StoreUnderTest.titleIs;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// What goes when an item goes.
interface DeletingContract extends StoreUnderTest {
    /// The backend has everything that was saved so far, so that deletions must be sent.
    private void acknowledgeAll() {
        while (!replica().outbox().isEmpty()) {
            ItemKey key = replica().outbox().getFirst().key();
            replica().acknowledge(1, replica().get(key).orElseThrow().item());
        }
    }

    private List<ItemKey> deletions() {
        return replica().outbox().stream()
                .filter(each -> each.mutation().kind() == Mutation.Kind.DELETE)
                .map(PendingMutation::key)
                .toList();
    }

    @Test
    default void AC46_aDeletedItemIsGoneWithOneChangeAndOneMutation() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        acknowledgeAll();
        int before = replica().changes().size();
        long seen = replica().changes().getLast().seq();

        // When
        EditOutcome outcome = replica().edit(delete(POST));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        EditOutcome.Deleted.class,
                        deleted -> {
                            assertThat(deleted.stored().item().value("title")).isEqualTo("T");
                            assertThat(deleted.seq()).isEqualTo(seen);
                        });
        assertThat(replica().get(POST)).isEmpty();
        assertThat(replica().changes()).hasSize(before + 1);
        assertThat(replica().changes().getLast().change().kind()).isEqualTo(ItemChange.Kind.DELETE);
        assertThat(deletions()).containsExactly(POST);
    }

    @Test
    default void AC47_deletingWhatIsNotThereSucceedsWithoutAnyTrace() {
        // When
        EditOutcome outcome = replica().edit(delete(POST));

        // Then
        assertThat(outcome).isEqualTo(new EditOutcome.NothingDeleted());
        assertThat(replica().changes()).isEmpty();
        assertThat(replica().outbox()).isEmpty();
    }

    @Test
    default void AC48_aFalseConditionKeepsTheItemAndItsChildren() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        replica().create("Comment", "id", "c1", "content", "C", "postID", "p1");

        // When
        EditOutcome outcome = replica().edit(new Edit.Delete(POST, Guard.on(titleIs("other"))));

        // Then
        assertThat(outcome).isInstanceOf(EditOutcome.Refused.class);
        assertThat(replica().get(POST)).isPresent();
        assertThat(replica().all("Comment")).hasSize(1);
    }

    @Test
    default void AC48_aTrueConditionGuardsTheRootOnly() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        replica().create("Comment", "id", "c1", "content", "C", "postID", "p1");
        acknowledgeAll();

        // When
        replica().edit(new Edit.Delete(POST, Guard.on(titleIs("T"))));

        // Then
        assertThat(replica().all("Comment")).isEmpty();
        assertThat(replica().outbox())
                .extracting(each -> each.mutation().conditional())
                .containsExactly(false, true);
    }

    @Test
    default void AC49_descendantsAreDeletedBeforeTheirParentsAndBelongsToParentsStay() {
        // Given
        replica().create("Blog", "id", "b1", "name", "kept");
        replica().create("Blog", "id", "b2", "name", "deleted");
        replica().create("Post", "id", "p1", "title", "T", "blogID", "b2");
        replica().create("Post", "id", "p2", "title", "T", "blogID", "b1");
        replica().create("Comment", "id", "c1", "content", "C", "postID", "p1");
        replica().create("Comment", "id", "c2", "content", "C", "postID", "p1");
        replica().create("Comment", "id", "c3", "content", "C", "postID", "p2");
        acknowledgeAll();

        // When
        replica().edit(delete(key("Blog", "b2")));

        // Then
        assertThat(deletions())
                .hasSize(4)
                .startsWith(key("Comment", "c1"), key("Comment", "c2"))
                .endsWith(key("Post", "p1"), key("Blog", "b2"));
        assertThat(ids(replica().all("Blog"))).containsExactly("b1");
        assertThat(ids(replica().all("Post"))).containsExactly("p2");
        assertThat(ids(replica().all("Comment"))).containsExactly("c3");

        // When
        replica().edit(delete(key("Comment", "c3")));

        // Then
        assertThat(ids(replica().all("Post"))).containsExactly("p2");
    }

    @Test
    default void AC50_childrenByCompositeKeyAndTheOneOfAHasOneAreDeletedToo() {
        // Given
        replica().create("Depot", "country", "ch", "number", 1);
        replica().create("Depot", "country", "ch", "number", 2);
        replica().create("Shelf", "id", "s1", "depotCountry", "ch", "depotNumber", 1);
        replica().create("Shelf", "id", "s2", "depotCountry", "ch", "depotNumber", 2);
        replica().create("Cover", "id", "k1");
        replica().create("Cover", "id", "k2");
        replica().create("Post", "id", "p1", "title", "T", "coverID", "k1");

        // When
        replica().edit(delete(key("Depot", "ch", 1)));
        replica().edit(delete(POST));

        // Then
        assertThat(ids(replica().all("Shelf"))).containsExactly("s2");
        assertThat(ids(replica().all("Cover"))).containsExactly("k2");
    }

    @Test
    default void aTreeIsDeletedWholeAlsoWhenItsItemsReferToEachOtherInACircle() {
        // Given
        replica().create("Folder", "id", "a");
        replica().create("Folder", "id", "b", "parentID", "a");
        replica().create("Folder", "id", "c", "parentID", "b");
        replica().edit(patch(key("Folder", "a"), "parentID", "c"));
        replica().create("Folder", "id", "d", "parentID", "d");

        // When
        replica().edit(delete(key("Folder", "a")));

        // Then
        assertThat(ids(replica().all("Folder"))).containsExactly("d");
    }

    @Test
    default void AC51_morethanAThousandChildrenAreDeleted() {
        // Given
        int children = 1_500;
        replica().create("Post", "id", "p1", "title", "T");
        await(
                replica()
                        .store()
                        .editAll(
                                IntStream.range(0, children)
                                        .mapToObj(
                                                number ->
                                                        create(
                                                                item(
                                                                        "Comment",
                                                                        "id",
                                                                        "c" + number,
                                                                        "content",
                                                                        "C",
                                                                        "postID",
                                                                        "p1")))
                                        .toList()));

        // When
        replica().edit(delete(POST));

        // Then
        assertThat(replica().all("Comment")).isEmpty();
        assertThat(replica().changes()).hasSize(2 * (children + 1));
    }

    @Test
    default void AC52_allAndOnlyTheMatchesOfAQueryAreDeletedTogether() {
        // Given
        replica().create("Post", "id", "p1", "title", "yes");
        replica().create("Post", "id", "p2", "title", "no");
        replica().create("Post", "id", "p3", "title", "yes");
        List<Edit> deletes =
                replica().matching("Post", titleIs("yes")).stream()
                        .map(item -> delete(item.key()))
                        .toList();

        // When
        var outcome = await(replica().store().editAll(deletes));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ReplicaStore.EditsOutcome.Accepted.class,
                        accepted -> assertThat(accepted.outcomes()).hasSize(2));
        assertThat(ids(replica().all("Post"))).containsExactly("p2");
    }
}
