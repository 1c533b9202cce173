package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreUnderTest.ids;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What becomes of related items when somebody chooses it for one deletion.
interface CascadingContract extends StoreUnderTest {
    ItemKey BLOG = key("Blog", "b1");

    private EditOutcome delete(ItemKey key, Cascade cascade) {
        return replica().edit(new Edit.Delete(key, Guard.none(), cascade));
    }

    private List<ItemKey> mutated() {
        return replica().outbox().stream().map(PendingMutation::key).toList();
    }

    /// A blog with a post with two comments, as the backend sent them.
    private void aBlog() {
        replica().apply(live(1, item("Blog", "id", "b1")));
        replica().apply(live(1, item("Post", "id", "p1", "title", "T", "blogID", "b1")));
        replica()
                .apply(
                        live(1, item("Comment", "id", "c1", "content", "C", "postID", "p1")),
                        live(1, item("Comment", "id", "c2", "content", "C", "postID", "p1")));
    }

    @Test
    default void aDeletionThatCascadesNotAtAllLeavesWhatBelongsToTheItem() {
        // Given
        aBlog();

        // When
        delete(BLOG, Cascade.NONE);

        // Then
        assertThat(replica().all("Blog")).isEmpty();
        assertThat(ids(replica().all("Post"))).containsExactly("p1");
        assertThat(replica().all("Comment")).hasSize(2);
        assertThat(mutated()).containsExactly(BLOG);
    }

    @Test
    default void aRestrictedDeletionIsRefusedWhileSomethingBelongsToTheItem() {
        // Given
        aBlog();

        // When
        EditOutcome blog = delete(BLOG, Cascade.RESTRICT);
        EditOutcome comment = delete(key("Comment", "c1"), Cascade.RESTRICT);
        delete(key("Comment", "c2"), Cascade.RESTRICT);
        EditOutcome post = delete(POST, Cascade.RESTRICT);

        // Then
        assertThat(blog)
                .isEqualTo(new EditOutcome.Refused(new Refusal.ChildrenExist(BLOG, BLOG, "posts")));
        assertThat(comment).isInstanceOf(EditOutcome.Deleted.class);
        assertThat(post).isInstanceOf(EditOutcome.Deleted.class);
        assertThat(replica().all("Blog")).hasSize(1);
    }

    @Test
    default void aLocalCascadeDeletesHereWhatTheBackendDeletesByItself() {
        // Given
        aBlog();
        replica().edit(patch(key("Comment", "c1"), "content", "unsent"));
        replica().create("Comment", "id", "c3", "content", "unsent", "postID", "p1");
        int before = replica().changes().size();

        // When
        delete(BLOG, Cascade.LOCAL);

        // Then
        assertThat(mutated()).containsExactly(BLOG);
        assertThat(replica().all("Post")).isEmpty();
        assertThat(replica().all("Comment")).isEmpty();
        assertThat(replica().changes().subList(before, replica().changes().size()))
                .extracting(each -> each.change().key())
                .hasSize(5)
                .endsWith(POST, BLOG);

        // When
        replica().apply(live(2, item("Comment", "id", "c2", "content", "kept", "postID", "p1")));

        // Then
        assertThat(ids(replica().all("Comment"))).containsExactly("c2");
    }

    @Test
    default void aLocalCascadeDeletesAtTheBackendWhatMayBeOnItsWayThere() {
        // Given
        aBlog();
        replica().edit(patch(key("Comment", "c1"), "content", "sent"));
        await(replica().store().claim(List.of(replica().outbox().getFirst().id())));

        // When
        delete(POST, Cascade.LOCAL);

        // Then
        assertThat(replica().all("Comment")).isEmpty();
        assertThat(mutated()).containsExactly(key("Comment", "c1"), key("Comment", "c1"), POST);
    }

    @Test
    default void aBatchIsRestrictedByWhatItLeaves() {
        // Given
        aBlog();

        // When
        var outcome =
                await(
                        replica()
                                .store()
                                .editAll(
                                        List.of(
                                                StoreProbe.delete(key("Comment", "c1")),
                                                patch(key("Comment", "c2"), "postID", null),
                                                new Edit.Delete(
                                                        POST, Guard.none(), Cascade.RESTRICT))));

        // Then
        assertThat(outcome).isInstanceOf(ReplicaStore.EditsOutcome.Accepted.class);
        assertThat(ids(replica().all("Comment"))).containsExactly("c2");
    }
}
