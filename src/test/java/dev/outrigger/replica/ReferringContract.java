package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.ReplicaStore.EditsOutcome;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/// What an item belongs to is there when the item is saved.
interface ReferringContract extends StoreUnderTest {
    ItemKey COMMENT = key("Comment", "c1");

    private static EditOutcome withoutParent(ItemKey child, String relation, ItemKey parent) {
        return new EditOutcome.Refused(new Refusal.ParentUnknown(child, relation, parent));
    }

    private EditOutcome save(Object... fields) {
        return replica()
                .edit(new Edit.Save(item("Comment", fields), Set.of("content"), Guard.none()));
    }

    @Test
    default void AC18_aChildOfAParentThatIsNotThereIsRefusedAndLeavesNothing() {
        // Given
        replica().create("Post", "id", "gone", "title", "T");
        replica().edit(delete(key("Post", "gone")));
        long before = replica().changes().size();

        // When
        EditOutcome created =
                replica().create("Comment", "id", "c1", "content", "C", "postID", "p1");
        EditOutcome saved = save("id", "c1", "content", "C", "postID", "gone");
        EditOutcome composite =
                replica().create("Shelf", "id", "s1", "depotCountry", "CH", "depotNumber", 1);

        // Then
        assertThat(created).isEqualTo(withoutParent(COMMENT, "post", POST));
        assertThat(saved).isEqualTo(withoutParent(COMMENT, "post", key("Post", "gone")));
        assertThat(composite)
                .isEqualTo(withoutParent(key("Shelf", "s1"), "depot", key("Depot", "CH", 1)));
        assertThat(replica().outbox()).isEmpty();
        assertThat(replica().changes()).hasSize((int) before);
    }

    @Test
    default void AC18_aChildOfAParentThatIsThereIsTaken() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        replica().create("Depot", "country", "CH", "number", 1);
        replica().apply(live(3, item("Post", "id", "remote", "title", "T")));

        // When
        EditOutcome created =
                replica().create("Comment", "id", "c1", "content", "C", "postID", "p1");
        EditOutcome moved = replica().edit(patch(COMMENT, "postID", "remote"));
        EditOutcome composite =
                replica().create("Shelf", "id", "s1", "depotCountry", "CH", "depotNumber", 1);
        EditOutcome partial = replica().create("Shelf", "id", "s2", "depotCountry", "DE");
        EditOutcome none = replica().create("Comment", "id", "c2", "content", "C");
        EditOutcome ofItself = replica().create("Folder", "id", "f1", "parentID", "f1");

        // Then
        assertThat(List.of(created, composite, partial, none, ofItself))
                .hasOnlyElementsOfType(EditOutcome.Created.class);
        assertThat(moved).isInstanceOf(EditOutcome.Updated.class);
    }

    @Test
    default void AC18_aPatchIsRefusedThatLeadsToAParentThatIsNotThere() {
        // Given
        replica().create("Comment", "id", "c1", "content", "C");

        // When
        EditOutcome patched = replica().edit(patch(COMMENT, "postID", "p1"));

        // Then
        assertThat(patched).isEqualTo(withoutParent(COMMENT, "post", POST));
        assertThat(replica().get(COMMENT).orElseThrow().item().value("postID")).isNull();
    }

    @Test
    default void AC124_anOrphanOfTheBackendIsTakenInAndCanBeEdited() {
        // Given
        replica().apply(live(1, item("Comment", "id", "c1", "content", "C", "postID", "p1")));

        // When
        EditOutcome patched = replica().edit(patch(COMMENT, "content", "D"));
        EditOutcome saved = save("id", "c1", "content", "E", "postID", "p1");
        EditOutcome moved = replica().edit(patch(COMMENT, "postID", "p2"));

        // Then
        assertThat(List.of(patched, saved)).hasOnlyElementsOfType(EditOutcome.Updated.class);
        assertThat(moved).isEqualTo(withoutParent(COMMENT, "post", key("Post", "p2")));
        assertThat(replica().get(COMMENT).orElseThrow().item().value("content")).isEqualTo("E");
    }

    @Test
    default void AC18_aBatchMakesParentsAndTheirChildrenInThisOrderOnly() {
        // Given
        Edit post = create(item("Post", "id", "p1", "title", "T"));
        Edit comment = create(item("Comment", "id", "c1", "content", "C", "postID", "p1"));
        Edit orphan = create(item("Comment", "id", "c2", "content", "C", "postID", "p1"));

        // When
        EditsOutcome childFirst = await(replica().store().editAll(List.of(comment, post)));
        EditsOutcome parentFirst = await(replica().store().editAll(List.of(post, comment)));
        EditsOutcome deleted = await(replica().store().editAll(List.of(delete(POST), orphan)));

        // Then
        Refusal refusal = new Refusal.ParentUnknown(COMMENT, "post", POST);
        assertThat(childFirst).isEqualTo(new EditsOutcome.Refused(0, refusal));
        assertThat(parentFirst).isInstanceOf(EditsOutcome.Accepted.class);
        assertThat(deleted).isInstanceOf(EditsOutcome.Refused.class);
        assertThat(replica().get(COMMENT)).isPresent();
    }

    @Test
    default void AC18_aBatchMayMoveAKeyPartByPart() {
        // Given
        replica().create("Depot", "country", "CH", "number", 1);
        replica().create("Shelf", "id", "s1", "depotCountry", "DE");
        ItemKey shelf = key("Shelf", "s1");

        // When
        EditsOutcome outcome =
                await(
                        replica()
                                .store()
                                .editAll(
                                        List.of(
                                                patch(shelf, "depotCountry", "CH"),
                                                patch(shelf, "depotNumber", 1))));

        // Then
        assertThat(outcome).isInstanceOf(EditsOutcome.Accepted.class);
    }
}
